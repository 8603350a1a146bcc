/// A pattern for one name in a folder, as a shell has them.
///
/// - `*`: any text; `?`: one character; `[a-z]`: one of these; `[!a-z]` or `[^a-z]`: one of none of these.
/// - Behind `\` a character stands for itself, and so does a `[` that no `]` follows.
/// - A name that begins with `.` fits only a pattern that does.
struct NamePattern: Sendable, Hashable {
    fileprivate enum Piece: Sendable, Hashable {
        case letter(Unicode.Scalar)
        case any
        case one
        case among([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    /// As written.
    let text: String
    private let pieces: [Piece]

    /// Reads a pattern; every text is one.
    init(_ text: String) {
        self.text = text
        var reading = Reading(Array(text.unicodeScalars))
        pieces = reading.pieces()
    }

    /// The pattern in an address, where `%2A` is a star that stands for itself; nil when an escape makes no UTF-8.
    init?(escaped text: String) {
        var plain: [Unicode.Scalar] = []
        var rest = text[...]
        while let percent = rest.firstIndex(of: "%") {
            plain += rest[..<percent].unicodeScalars
            let escapes = rest[percent...].prefix { $0 == "%" || $0.isHexDigit }
            guard let (letters, length) = NamePattern.letters(escapes) else { return nil }
            for letter in letters { plain += ["\\", letter] }
            rest = rest[percent...].dropFirst(max(1, length))
            if length == 0 { plain += ["\\", "%"] }
        }
        plain += rest.unicodeScalars
        self.text = text
        var reading = Reading(plain)
        pieces = reading.pieces()
    }

    /// The escapes at the start of a text, decoded; their length is 0 when there are none.
    private static func letters(_ text: Substring) -> (letters: String.UnicodeScalarView, length: Int)? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while rest.count >= 3, rest.first == UInt8(ascii: "%"),
            let byte = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
        {
            bytes.append(byte)
            rest = rest.dropFirst(3)
        }
        guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else { return nil }
        return (decoded.unicodeScalars, bytes.count * 3)
    }

    /// The only name that fits; nil when the pattern leaves a choice.
    var onlyName: String? {
        var name = String.UnicodeScalarView()
        for piece in pieces {
            guard case .letter(let letter) = piece else { return nil }
            name.append(letter)
        }
        return String(name)
    }

    /// Whether a name fits.
    func fits(_ name: String) -> Bool {
        let letters = Array(name.unicodeScalars)
        if letters.first == ".", pieces.first != .letter(".") { return false }
        var (letter, piece) = (0, 0)
        var star: (letter: Int, piece: Int)?
        while letter < letters.count {
            if piece < pieces.count, pieces[piece] == .any {
                star = (letter, piece)
                piece += 1
            } else if piece < pieces.count, pieces[piece].fits(letters[letter]) {
                letter += 1
                piece += 1
            } else if let last = star {
                star = (last.letter + 1, last.piece)
                letter = last.letter + 1
                piece = last.piece + 1
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .any }
    }

    // MARK: - Reading

    private struct Reading {
        private var rest: ArraySlice<Unicode.Scalar>

        init(_ letters: [Unicode.Scalar]) { rest = letters[...] }

        mutating func pieces() -> [Piece] {
            var pieces: [Piece] = []
            while let letter = rest.popFirst() { pieces.append(piece(letter)) }
            return pieces
        }

        private mutating func piece(_ letter: Unicode.Scalar) -> Piece {
            switch letter {
            case "*": return .any
            case "?": return .one
            case "\\": return .letter(rest.popFirst() ?? "\\")
            case "[": return set() ?? .letter("[")
            default: return .letter(letter)
            }
        }

        /// What stands between brackets; nil, and nothing is read, when they do not close.
        private mutating func set() -> Piece? {
            var inner = rest
            let isNegated = inner.first == "!" || inner.first == "^"
            if isNegated { inner.removeFirst() }
            var ranges: [ClosedRange<Unicode.Scalar>] = []
            var isFirst = true
            while let letter = inner.popFirst() {
                if letter == "]", !isFirst {
                    rest = inner
                    return .among(ranges, isNegated: isNegated)
                }
                isFirst = false
                let low = letter == "\\" ? inner.popFirst() ?? letter : letter
                guard inner.first == "-", let high = inner.dropFirst().first, high != "]" else {
                    ranges.append(low...low)
                    continue
                }
                inner = inner.dropFirst(2)
                if low <= high { ranges.append(low...high) }
            }
            return nil
        }
    }
}

extension NamePattern.Piece {
    fileprivate func fits(_ letter: Unicode.Scalar) -> Bool {
        switch self {
        case .letter(let own): own == letter
        case .any, .one: true
        case .among(let ranges, let isNegated): ranges.contains { $0.contains(letter) } != isNegated
        }
    }
}
