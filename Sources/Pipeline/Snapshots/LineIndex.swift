import Dossiers
import Formats
import Mapping

/// Where the lines of up to two files stand and whose they are: about sixty bytes for each, however long it is.
struct LineIndex: ~Copyable {
    /// A line, without its line feed.
    struct Line: Sendable {
        var offset: Int64
        var length: Int64
        /// Hash of its bytes.
        var digest: UInt64
        /// Its canonical code in `codes`; no length: none could be read.
        fileprivate var codeStart: UInt32
        fileprivate var codeLength: UInt16
        var origin: Origin
        /// Whether its last change is known and lies before the given moment.
        var isBehind: Bool

        var hasCode: Bool { codeLength > 0 }
    }

    /// Which of two files a line stands in.
    enum Origin: UInt8, Sendable {
        case known
        case fresh
    }

    private(set) var lines: [Line] = []
    private var codes: [UInt8] = []

    init() {}

    /// Makes room for more lines with codes of the usual length.
    mutating func reserve(_ more: Int) {
        lines.reserveCapacity(lines.count + more)
        codes.reserveCapacity(codes.count + more * LineIndex.usualCode)
    }

    private static let usualCode = 25

    /// Notes a line and its canonical code, which is empty when none could be read; one longer than 64 KiB counts as
    /// none.
    mutating func add(_ line: Line, code: Span<UInt8>) {
        var line = line
        line.codeStart = UInt32(truncatingIfNeeded: codes.count)
        line.codeLength = UInt16(exactly: code.count) ?? 0
        lines.append(line)
        codes.append(addingCapacity: Int(line.codeLength)) { free in
            for index in 0..<Int(line.codeLength) { free.append(code[index]) }
        }
    }

    /// Puts the lines in the order of a snapshot: by their codes, those without one behind them; copies by their
    /// digests.
    mutating func sort() {
        let codes = codes
        lines.sort { LineIndex.precedes($0, $1, codes.span) }
    }

    /// The end of the group that begins at a line: all lines of its code; of those without a code the equal ones.
    func endOfGroup(at first: Int) -> Int {
        var end = first + 1
        while end < lines.count, isSameGroup(lines[first], lines[end]) { end += 1 }
        return end
    }

    private func isSameGroup(_ one: Line, _ other: Line) -> Bool {
        guard one.hasCode || other.hasCode else { return one.digest == other.digest && one.length == other.length }
        return LineIndex.order(one, other, codes.span) == 0
    }

    private static func precedes(_ one: Line, _ other: Line, _ codes: Span<UInt8>) -> Bool {
        if one.hasCode != other.hasCode { return one.hasCode }
        let order = order(one, other, codes)
        if order != 0 { return order < 0 }
        return (one.digest, one.length, one.origin.rawValue, one.offset)
            < (other.digest, other.length, other.origin.rawValue, other.offset)
    }

    /// Below 0, 0 or above 0, as the code of one line comes before, is or comes behind that of the other.
    private static func order(_ one: Line, _ other: Line, _ codes: Span<UInt8>) -> Int {
        let (left, right) = (Int(one.codeStart), Int(other.codeStart))
        let common = Int(min(one.codeLength, other.codeLength))
        var index = 0
        while index < common, codes[left &+ index] == codes[right &+ index] { index += 1 }
        if index < common { return Int(codes[left &+ index]) - Int(codes[right &+ index]) }
        return Int(one.codeLength) - Int(other.codeLength)
    }
}

extension LineIndex.Line {
    init(_ frame: RecordFrame, digest: UInt64, from origin: LineIndex.Origin) {
        self.init(
            offset: frame.offset,
            length: Int64(frame.length),
            digest: digest,
            codeStart: 0,
            codeLength: 0,
            origin: origin,
            isBehind: false
        )
    }
}
