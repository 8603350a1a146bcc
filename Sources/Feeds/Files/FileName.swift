import Dossiers

/// What the name of a file in a drop tells.
struct FileName: Sendable, Hashable {
    private static let unfinishedEndings = [".tmp", ".part", ".filepart", ".uploading"]

    /// Without its folder.
    let text: String

    init(_ text: String) { self.text = text }

    /// The last part of a path.
    init(path: String) { text = path.split(separator: "/").last.map(String.init) ?? path }

    /// Whether senders call files so while they write them: such a file is not there yet.
    var isUnfinished: Bool {
        let name = text.lowercased()
        return name.hasPrefix(".") || FileName.unfinishedEndings.contains { name.hasSuffix($0) }
    }

    /// The ending of the name in lower case, if it is a short plain word, else `data`; that of what is inside for `gz`.
    var ending: String {
        let name = text.lowercased().hasSuffix(".gz") ? text.dropLast(3) : text[...]
        return FileName.ending(of: name) ?? "data"
    }

    /// The ending in lower case; nil when there is none that is a short plain word.
    static func ending(of name: Substring) -> String? {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        let isPlain = ending.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
        return isPlain && (1...8).contains(ending.utf8.count) && ending != "part" ? ending : nil
    }

    /// The newest day that the name tells; nil when it tells none.
    ///
    /// Days are `2023-12-31`, `31-12-2023`, with `-`, `.` or `_` or nothing between, a clock behind them or not; years from
    /// 1990 to 2099, so that no eight digits can be read in two ways.
    var day: Instant? {
        let joined = text.replacing(/(\d{4}|\d{2})[-._](\d{2})[-._](\d{4}|\d{2})(?!\d)/) { match in
            match.1.count + match.3.count == 6 ? "\(match.1)\(match.2)\(match.3)" : String(match.0)
        }
        return joined.split { !($0.isASCII && $0.isNumber) }.compactMap(FileName.day).max()
    }

    private static func day(_ digits: Substring) -> Instant? {
        guard [8, 10, 12, 14].contains(digits.utf8.count) else { return nil }
        func number(_ range: Range<Int>) -> Int { Int(digits.dropFirst(range.lowerBound).prefix(range.count)) ?? 0 }
        for (year, month, day) in [
            (number(0..<4), number(4..<6), number(6..<8)), (number(4..<8), number(2..<4), number(0..<2)),
        ] where (1_990...2_099).contains(year) {
            if let found = Instant(year: year, month: month, day: day, precision: .day) { return found }
        }
        return nil
    }
}
