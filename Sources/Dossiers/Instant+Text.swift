extension Instant {
    /// ISO 8601 with +07:00, or the date alone at day precision.
    package var text: String {
        var digits = InstantDigits(self)
        digits.addDate(between: 0x2D)
        if precision != .day {
            digits.add(0x54)
            digits.addClock(between: 0x3A, withSeconds: precision == .second)
            for byte in "+07:00".utf8 { digits.add(byte) }
        }
        return digits.text
    }

    /// `yyyyMMddHHmmss` as the national portal wants it, missing parts as zeros (protocol 1.4).
    package var nationalText: String {
        var digits = InstantDigits(self)
        digits.addDate(between: nil)
        digits.addClock(between: nil, withSeconds: true)
        return digits.text
    }
}

/// The text of an instant while it is put together.
private struct InstantDigits {
    private var bytes: [UInt8] = []
    private let date: (year: Int, month: Int, day: Int)
    private let clock: Int

    init(_ instant: Instant) {
        let start = Instant.cut(instant.seconds, to: .day)
        date = CivilCalendar.date(days: Int(start / 86_400))
        clock = Int(instant.seconds - start)
        bytes.reserveCapacity(25)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func add(_ byte: UInt8) { bytes.append(byte) }

    mutating func addDate(between separator: UInt8?) {
        addPair(date.year / 100)
        addPair(date.year % 100)
        addPair(date.month, behind: separator)
        addPair(date.day, behind: separator)
    }

    mutating func addClock(between separator: UInt8?, withSeconds: Bool) {
        addPair(clock / 3_600)
        addPair(clock / 60 % 60, behind: separator)
        if withSeconds { addPair(clock % 60, behind: separator) }
    }

    /// Two digits; `number` is below 100.
    private mutating func addPair(_ number: Int, behind separator: UInt8? = nil) {
        if let separator { bytes.append(separator) }
        bytes.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
        bytes.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
    }
}
