import Dossiers

/// Text under construction as UTF-8 bytes; one is reused for a whole feed, so a record costs no allocation.
struct ByteText: ~Copyable {
    private(set) var bytes: [UInt8]

    init(capacity: Int = 4_096) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Drops what stands after the first `count` bytes.
    mutating func truncate(to count: Int) { bytes.removeSubrange(count...) }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Decimal digits, filled up with zeros on the left.
    mutating func append(_ number: Int, width: Int = 1) {
        var divisor = 1
        var digits = 1
        while digits < width || number / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Replaces `& < > "` by entities from `start` on.
    mutating func escapeMarkup(from start: Int) {
        var escaped: [UInt8] = []
        escaped.reserveCapacity((bytes.count - start) * 2)
        for byte in bytes[start...] {
            switch byte {
            case 0x26: escaped.append(contentsOf: "&amp;".utf8)
            case 0x3C: escaped.append(contentsOf: "&lt;".utf8)
            case 0x3E: escaped.append(contentsOf: "&gt;".utf8)
            case 0x22: escaped.append(contentsOf: "&quot;".utf8)
            default: escaped.append(byte)
            }
        }
        bytes.replaceSubrange(start..., with: escaped)
    }

    var count: Int { bytes.count }
}

/// How a system writes a time.
enum TimeStyle: Sendable {
    /// `dd/MM/yyyy HH:mm:ss`
    case slashed
    /// `dd/MM/yyyy HH:mm`
    case slashedMinutes
    /// `yyyyMMddHHmmss`
    case national
    /// `yyyy-MM-dd'T'HH:mm:ss`, local
    case iso
    /// `yyyy-MM-dd HH:mm:ss`, local
    case sql
    /// `yyyy-MM-dd'T'HH:mm:ss.000+0000`, UTC
    case utc
}

extension ByteText {
    /// A time in local seconds as the style writes it; nothing when it is 0.
    mutating func append(_ time: Int64, _ style: TimeStyle) {
        guard time != 0 else { return }
        let shifted = style == .utc ? time - Instant.offset : time
        let days = Int(shifted) / 86_400
        let date = CivilCalendar.date(days: days)
        let clock = Int(shifted) - days * 86_400
        switch style {
        case .slashed, .slashedMinutes: appendSlashed(date, clock, seconds: style == .slashed)
        case .national: appendNational(date, clock)
        case .iso, .utc: appendDashed(date, clock, "T", style == .utc ? ".000+0000" : "")
        case .sql: appendDashed(date, clock, " ", "")
        }
    }

    private mutating func appendSlashed(_ date: (year: Int, month: Int, day: Int), _ clock: Int, seconds: Bool) {
        append(date.day, width: 2)
        append("/")
        append(date.month, width: 2)
        append("/")
        append(date.year, width: 4)
        append(" ")
        appendClock(clock, seconds: seconds)
    }

    private mutating func appendNational(_ date: (year: Int, month: Int, day: Int), _ clock: Int) {
        append(date.year, width: 4)
        append(date.month * 100 + date.day, width: 4)
        append(clock / 3_600 * 10_000 + clock / 60 % 60 * 100 + clock % 60, width: 6)
    }

    private mutating func appendDashed(
        _ date: (year: Int, month: Int, day: Int),
        _ clock: Int,
        _ separator: String,
        _ tail: String
    ) {
        append(date.year, width: 4)
        append("-")
        append(date.month, width: 2)
        append("-")
        append(date.day, width: 2)
        append(separator)
        appendClock(clock, seconds: true)
        append(tail)
    }

    private mutating func appendClock(_ clock: Int, seconds: Bool) {
        append(clock / 3_600, width: 2)
        append(":")
        append(clock / 60 % 60, width: 2)
        guard seconds else { return }
        append(":")
        append(clock % 60, width: 2)
    }
}
