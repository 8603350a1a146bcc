package import Dossiers

/// Keys that do not agree, kept small: the code, the situation, and where their records stand.
///
/// About seventy bytes a key; the records are read again when the key is reported.
package struct SuspectList: Sendable {
    private var codes: [UInt8] = []
    private var codeEnds: [Int] = []
    private var situations: [Situation] = []
    private var places: [UInt64] = []
    private var placeEnds: [Int] = []

    package init() {}

    package var count: Int { situations.count }

    /// Adds a key and tells its number.
    @discardableResult
    package mutating func append(code: String, situation: Situation, group: KeyGroup) -> Int {
        codes.append(contentsOf: code.utf8)
        codeEnds.append(codes.count)
        situations.append(situation)
        for (side, entries) in [(UInt64(0), group.locals), (1, group.portals)] {
            for entry in entries {
                let words = Entry.pack(entry.place, profile: Int(side), status: entry.status, flags: entry.flags)
                places.append(words.0)
                places.append(words.1)
            }
        }
        placeEnds.append(places.count)
        return count - 1
    }

    /// Adds the keys of another list behind those of this one.
    package mutating func append(contentsOf other: SuspectList) {
        let (code, place) = (codes.count, places.count)
        codes += other.codes
        codeEnds += other.codeEnds.map { $0 + code }
        situations += other.situations
        places += other.places
        placeEnds += other.placeEnds.map { $0 + place }
    }

    /// The canonical code of a key.
    package func code(_ index: Int) -> String { String(decoding: codes[codeRange(index)], as: UTF8.self) }

    /// What was concluded of a key, before codes are paired.
    package func situation(_ index: Int) -> Situation { situations[index] }

    /// Where the records of a key stand, without fingerprints.
    package func group(_ index: Int) -> KeyGroup {
        var group = KeyGroup(locals: [], portals: [])
        var word = index == 0 ? 0 : placeEnds[index - 1]
        while word < placeEnds[index] {
            let packed = [0, 0, places[word], places[word + 1]]
            let entry = Entry(words: packed, at: 0, fingerprints: 0)
            if entry.profile == 0 { group.locals.append(entry) } else { group.portals.append(entry) }
            word += 2
        }
        return group
    }

    /// The numbers of all keys, in the byte order of their codes.
    package func sortedByCode() -> [Int] {
        (0..<count).sorted { codes[codeRange($0)].lexicographicallyPrecedes(codes[codeRange($1)]) }
    }

    private func codeRange(_ index: Int) -> Range<Int> { (index == 0 ? 0 : codeEnds[index - 1])..<codeEnds[index] }
}
