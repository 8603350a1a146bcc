import Dossiers
import Foundation

/// A source that changes from night to night, and what is known of it, as plain dictionaries of lines.
struct SnapshotWorld {
    /// A record as the tokens that it is written with.
    struct Record: Hashable {
        var tokens: [String]
        var changed: Int64
        var hasCode: Bool
        /// Whether it breaks no rule of JSON.
        var isSound: Bool { !tokens.contains { $0.contains("\n") || $0 == "1 2" } }

        /// How it must stand in a snapshot.
        var line: String { tokens.joined().replacingOccurrences(of: "\n", with: "\u{0B}") }
    }

    /// Copies of each dossier, by canonical code.
    private(set) var dossiers: [String: [Record]] = [:]
    /// Records without a readable code.
    private(set) var loose: [Record] = []
    private(set) var now: Int64
    private var newLoose: [Record] = []
    private var lastNumber = 0
    var random: SnapshotRandom

    private static let day: Int64 = 86_400
    static let overlap: Int64 = 7_200

    init(seed: UInt64, dossiers count: Int) {
        random = SnapshotRandom(state: seed)
        now = Instant(year: 2024, month: 1, day: 1, precision: .second)?.seconds ?? 0
        for _ in 0..<count {
            let age = Int64.random(in: 0..<(100 * SnapshotWorld.day), using: &random)
            addDossier(changed: now - age)
        }
        for _ in 0..<3 { addLoose() }
    }

    // MARK: - Nights

    /// Lets a day pass: dossiers come and change, each with its time.
    mutating func passDay() {
        now += SnapshotWorld.day
        newLoose = []
        for _ in 0..<Int.random(in: 0...5, using: &random) { addDossier(changed: timeOfDay()) }
        for code in someCodes(upTo: 8) { dossiers[code] = copies(of: code, changed: timeOfDay()) }
        if Bool.random(using: &random) { addLoose() }
    }

    /// Changes, adds and removes what no increment tells: times stay long past.
    mutating func changeUnnoticed() {
        let past = now - 50 * SnapshotWorld.day
        for code in someCodes(upTo: 4) { dossiers[code] = copies(of: code, changed: past) }
        for _ in 0..<Int.random(in: 0...3, using: &random) { addDossier(changed: past) }
        for code in someCodes(upTo: 3) { dossiers[code] = nil }
    }

    private mutating func timeOfDay() -> Int64 { now - Int64.random(in: 0..<SnapshotWorld.day, using: &random) }

    private mutating func someCodes(upTo most: Int) -> [String] {
        Array(dossiers.keys.sorted().shuffled(using: &random).prefix(Int.random(in: 0...most, using: &random)))
    }

    // MARK: - What a source answers

    /// Everything.
    var everything: [Record] { dossiers.values.flatMap(\.self) + loose }

    /// What changed from a moment on, all copies of a dossier together, and the new ones without a code.
    func changed(since moment: Int64) -> [Record] {
        dossiers.values.filter { copies in copies.contains { $0.changed >= moment } }.flatMap(\.self) + newLoose
    }

    /// Records as pages of several sizes, in any order, compact or not; neighbouring pages may share a record, and
    /// every page has one with a code, for a page without any is a failed one.
    mutating func pages(of records: [Record], ofUpTo most: Int? = nil) -> [String] {
        var rest = records.shuffled(using: &random)[...]
        var pages: [String] = []
        repeat {
            var page = rest.prefix(most ?? Int.random(in: 1...9, using: &random))
            rest = rest.dropFirst(page.count)
            if !page.contains(where: \.hasCode) { page += records.filter(\.hasCode).prefix(1) }
            pages.append(self.page(of: Array(page)))
            if let last = page.last, Int.random(in: 0..<4, using: &random) == 0 { rest = [last] + rest }
        } while !rest.isEmpty
        return pages
    }

    private mutating func page(of records: [Record]) -> String {
        let isPretty = Bool.random(using: &random)
        let texts = records.map { record in
            isPretty ? record.tokens.map { $0 + blanks() }.joined() : record.tokens.joined()
        }
        let isSingle = texts.count == 1 && texts[0].hasPrefix("{") && Bool.random(using: &random)
        let list = isSingle ? texts[0] : "[\(texts.joined(separator: ","))]"
        return Bool.random(using: &random) ? #"{"data":\#(list)}"# : "{\"n\": [1, {}],\n \"data\" : \(list)\n}\n"
    }

    private mutating func blanks() -> String { ["", " ", "\n", "\r\n  ", "\t"].randomElement(using: &random) ?? "" }

    // MARK: - Records

    private mutating func addDossier(changed: Int64) {
        lastNumber += Int.random(in: 1...9, using: &random)
        let code = "000.00.05.H23-240101-\(10_000 - lastNumber)"
        dossiers[code] = copies(of: code, changed: changed)
    }

    private mutating func copies(of code: String, changed: Int64) -> [Record] {
        let count = [1, 1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
        let copies = (0..<count).map { _ in record(code: written(code), changed: changed) }
        return Bool.random(using: &random) ? copies : copies + copies.prefix(1)
    }

    private mutating func addLoose() {
        let code = ["", "  ", nil].randomElement(using: &random) ?? nil
        let record = record(code: code.map { "\"\($0)\"" } ?? "null", changed: now)
        loose.append(record)
        newLoose.append(record)
    }

    /// A code as careless people write it.
    private mutating func written(_ code: String) -> String {
        let forms = [
            code, code.lowercased(), " \(code) ", code.replacing("-", with: " - "), code.replacing("-", with: "_"),
        ]
        return "\"\(forms.randomElement(using: &random) ?? code)\""
    }

    private mutating func record(code: String, changed: Int64) -> Record {
        let time = Instant(localSeconds: changed, precision: .second).nationalText
        let codeMember = ["\"code\"", ":", code]
        var members = [["\"status\"", ":", "4"], ["\"changed\"", ":", "\"\(time)\""]]
        if Int.random(in: 0..<9, using: &random) == 0 {
            members += [["\"note\"", ":", "\"\(random.next())\""], ["\"odd\"", ":", "1 2"]]
        } else {
            members += [["\"note\"", ":", "\"\(note()) \(random.next())\""], odd(), codeMember]
        }
        members.shuffle(using: &random)
        // Behind a break of the syntax nobody finds a code.
        if members.count == 4 { members.insert(codeMember, at: 0) }
        let tokens = ["{"] + members.joined(separator: [","]) + ["}"]
        return Record(tokens: tokens, changed: changed, hasCode: code.contains("H") || code.contains("h"))
    }

    private mutating func note() -> String {
        let notes = [
            "Nguyễn  Thị\u{301} Hoa", #"said \"{ , }\" and \\"#, #"\u0110\n[ ]"#, "", " : ", "🗂 {\u{7F}",
        ]
        return notes.randomElement(using: &random) ?? ""
    }

    /// A member that no mapping names; one of them is broken.
    private mutating func odd() -> [String] {
        let values = [
            ["[", "]"], ["[", "1.5e3", ",", "{", "}", ",", "null", "]"], ["{", "\"a b\"", ":", "true", "}"], ["-0"],
            ["\"a\nb\""],
        ]
        let value = values.randomElement(using: &random) ?? []
        return ["\"odd\"", ":"] + value
    }
}

/// Snapshots as dictionaries of sets of lines.
struct PlainSnapshot: Equatable {
    private(set) var dossiers: [String: Set<String>] = [:]
    private(set) var loose: Set<String> = []

    init(_ world: SnapshotWorld) {
        dossiers = world.dossiers.mapValues { Set($0.map(\.line)) }
        loose = Set(world.loose.map(\.line))
    }

    /// Lines in their order: by code, copies of one dossier and those without a code in any order.
    func expect(_ lines: [String]) -> Bool {
        var rest = lines[...]
        for (_, copies) in dossiers.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            guard Set(rest.prefix(copies.count)) == copies else { return false }
            rest = rest.dropFirst(copies.count)
        }
        return rest.count == loose.count && Set(rest) == loose
    }

    /// Takes what an increment brought.
    mutating func take(_ records: [SnapshotWorld.Record], of world: SnapshotWorld) {
        let brought = Set(records)
        for (code, copies) in world.dossiers where copies.contains(where: brought.contains) {
            dossiers[code] = Set(copies.map(\.line))
        }
        loose.formUnion(world.loose.filter(brought.contains).map(\.line))
    }
}
