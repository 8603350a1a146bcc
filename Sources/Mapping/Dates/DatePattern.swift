import Dossiers

/// A date format of pieces, compiled.
struct DatePattern: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case year
        /// Two digits, or one or two.
        case month(isFixed: Bool)
        case day(isFixed: Bool)
        case hour(isFixed: Bool)
        case minute
        case second
        /// Three digits.
        case fraction
        /// `Z`, `+07:00` or `+0700`.
        case zone
        case literal(UInt8)

        /// Pieces of one kind may occur once.
        fileprivate var kind: Int? {
            switch self {
            case .year: 0
            case .month: 1
            case .day: 2
            case .hour: 3
            case .minute: 4
            case .second: 5
            case .fraction: 6
            case .zone: 7
            case .literal: nil
            }
        }
    }

    let pieces: [Piece]
    let precision: TimePrecision

    /// A pattern from its text; nil when it is none.
    init?(_ text: String) {
        guard let pieces = DatePattern.pieces(of: Array(text.utf8)) else { return nil }
        let kinds = pieces.compactMap(\.kind)
        let known = Set(kinds)
        guard kinds.count == known.count, known.isSuperset(of: [0, 1, 2]) else { return nil }
        guard zip([4, 5, 6], [3, 4, 5]).allSatisfy({ !known.contains($0) || known.contains($1) }) else { return nil }
        self.pieces = pieces
        precision = known.contains(5) ? .second : known.contains(3) ? .minute : .day
    }

    private static func pieces(of text: [UInt8]) -> [Piece]? {
        var pieces: [Piece] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "'") {
                guard let end = text[(index + 1)...].firstIndex(of: UInt8(ascii: "'")) else { return nil }
                pieces += text[(index + 1)..<end].map { .literal($0) }
                index = end + 1
                continue
            }
            let run = text[index...].prefix { $0 == text[index] }.count
            if let piece = piece(text[index], run) {
                pieces.append(piece)
            } else {
                guard !letters.contains(text[index]) else { return nil }
                pieces += Array(repeating: .literal(text[index]), count: run)
            }
            index += run
        }
        return pieces
    }

    /// Letters that make pieces here or in other tools; none of them may stand for itself outside apostrophes.
    private static let letters = Set("yYMdDHhmsSZa".utf8)

    private static func piece(_ letter: UInt8, _ run: Int) -> Piece? {
        switch (letter, run) {
        case (UInt8(ascii: "y"), 4): .year
        case (UInt8(ascii: "M"), 1...2): .month(isFixed: run == 2)
        case (UInt8(ascii: "d"), 1...2): .day(isFixed: run == 2)
        case (UInt8(ascii: "H"), 1...2): .hour(isFixed: run == 2)
        case (UInt8(ascii: "m"), 2): .minute
        case (UInt8(ascii: "s"), 2): .second
        case (UInt8(ascii: "S"), 3): .fraction
        case (UInt8(ascii: "Z"), 1): .zone
        default: nil
        }
    }
}
