import Dossiers

/// The three date forms that most feeds write, read eight digits at a time; anything unusual is left to `CivilReading`.
///
/// Keeps the days that dates came to lately, so that a feed's few hundred dates are reckoned once each.
struct DateWords {
    private struct Day {
        /// The digits of the date in the order of its form, marked with that form; no date is zero.
        var date: UInt64 = 0
        /// Local seconds at its start.
        var seconds: Int64 = 0
    }

    private var days = [Day](repeating: Day(), count: DateWords.width)

    private static let width = 1_024

    /// Local seconds of `yyyyMMddHHmmss`, taken as it stands; nil when the text is not plainly that.
    @inline(__always)
    mutating func national(_ text: Span<UInt8>) -> Int64? {
        guard text.count == 14 else { return nil }
        let date = ByteWord.load(text, at: 0)
        let clock = ByteWord.load(text, at: 6)
        guard DateWords.areDigits(clock), let time = DateWords.clock(DateWords.pairs(clock) >> 16) else { return nil }
        let place = DateWords.place(of: date)
        if days[place].date == date { return days[place].seconds &+ time }
        guard DateWords.areDigits(date) else { return nil }
        let pairs = DateWords.pairs(date)
        let (century, year) = (DateWords.part(pairs, 0), DateWords.part(pairs, 2))
        let (month, day) = (DateWords.part(pairs, 4), DateWords.part(pairs, 6))
        return reckon(date, at: place, year: century * 100 + year, month, day).map { $0 &+ time }
    }

    /// Local seconds of `dd/MM/yyyy HH:mm:ss`, taken as it stands; nil when the text is not plainly that.
    @inline(__always)
    mutating func slashed(_ text: Span<UInt8>) -> Int64? {
        guard text.count == 19 else { return nil }
        let front = ByteWord.load(text, at: 0)
        let year = ByteWord.load(text, at: 3)
        let back = ByteWord.load(text, at: 11)
        guard front & DateWords.gaps == 0x0000_2F00_002F_0000, year >> 56 == 0x20
        else { return nil }
        guard let time = DateWords.clock(withColons: back) else { return nil }
        // `dd` `MM` `yy` as they stand, the last two digits of the year in the gaps.
        let date = front & ~DateWords.gaps | (year >> 40 & 0xFF) << 16 | (year >> 48 & 0xFF) << 40
        let place = DateWords.place(of: date)
        if days[place].date == ~date { return days[place].seconds &+ time }
        return slashed(date, at: place).map { $0 &+ time }
    }

    private mutating func slashed(_ date: UInt64, at place: Int) -> Int64? {
        guard DateWords.areDigits(date) else { return nil }
        let pairs = DateWords.pairs(date)
        let tens = Int(date >> 16 & 0xF) * 10 + Int(date >> 40 & 0xF)
        let year = DateWords.part(pairs, 6) * 100 + tens
        return reckon(~date, at: place, year: year, DateWords.part(pairs, 3), DateWords.part(pairs, 0))
    }

    /// Local seconds of `yyyy-MM-ddTHH:mm:ss`, with or without thousandths and a zone; nil when the text is not plainly that.
    ///
    /// - Parameters:
    ///   - shift: seconds from the zone of a text that names none to local time.
    ///   - zIsLocal: whether a trailing `Z` is decoration.
    @inline(__always)
    mutating func iso(_ text: Span<UInt8>, shift: Int64, zIsLocal: Bool) -> Int64? {
        guard text.count >= 19 else { return nil }
        let front = ByteWord.load(text, at: 0)
        let middle = ByteWord.load(text, at: 3)
        guard front & DateWords.dashes == 0x2D00_002D_0000_0000, middle >> 56 == UInt64(UInt8(ascii: "T")),
            let time = DateWords.clock(withColons: ByteWord.load(text, at: 11)),
            let shift = DateWords.shift(behind: 19, of: text, shift, zIsLocal)
        else { return nil }
        // The year and the month as they stand, the digits of the day in the gaps.
        let date = front & ~DateWords.dashes | (middle >> 40 & 0xFF) << 32 | (middle >> 48 & 0xFF) << 56
        let place = DateWords.place(of: date)
        let seconds = days[place].date == date ^ DateWords.isoMark ? days[place].seconds : iso(date, at: place)
        return seconds.map { $0 &+ time &+ shift }
    }

    private mutating func iso(_ date: UInt64, at place: Int) -> Int64? {
        guard DateWords.areDigits(date) else { return nil }
        let pairs = DateWords.pairs(date)
        let year = DateWords.part(pairs, 0) * 100 + DateWords.part(pairs, 2)
        let day = Int(date >> 32 & 0xF) * 10 + Int(date >> 56 & 0xF)
        return reckon(date ^ DateWords.isoMark, at: place, year: year, DateWords.part(pairs, 5), day)
    }

    /// Seconds to local time by what stands behind the seconds: thousandths, then `Z`, `+HHmm`, `+HH:mm` or nothing.
    @inline(__always)
    private static func shift(behind start: Int, of text: Span<UInt8>, _ shift: Int64, _ zIsLocal: Bool) -> Int64? {
        var index = start
        if text.count >= 23, text[19] == UInt8(ascii: ".") {
            guard isDigit(text[20]), isDigit(text[21]), isDigit(text[22]) else { return nil }
            index = 23
        }
        if index == text.count { return shift }
        guard text[index] != UInt8(ascii: "Z") else {
            return index + 1 != text.count ? nil : zIsLocal ? shift : Instant.offset
        }
        return zone(text.extracting(index..<text.count)).map { Instant.offset - $0 }
    }

    /// Seconds east of UTC of `+HHmm` or `+HH:mm`.
    private static func zone(_ text: Span<UInt8>) -> Int64? {
        let hasColon = text.count == 6 && text[3] == UInt8(ascii: ":")
        guard hasColon || text.count == 5, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") else {
            return nil
        }
        let last = text.count - 2
        guard isDigit(text[1]), isDigit(text[2]), isDigit(text[last]), isDigit(text[last + 1]) else { return nil }
        let hours = Int64(text[1] & 0xF) * 10 + Int64(text[2] & 0xF)
        let minutes = Int64(text[last] & 0xF) * 10 + Int64(text[last + 1] & 0xF)
        guard hours <= 14, minutes < 60 else { return nil }
        return (hours * 3_600 + minutes * 60) * (text[0] == UInt8(ascii: "-") ? -1 : 1)
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Local seconds at the start of a day, kept for the next time; years before 2 are placeholders.
    private mutating func reckon(_ date: UInt64, at place: Int, year: Int, _ month: Int, _ day: Int) -> Int64? {
        guard year > 1, let count = CivilCalendar.days(year: year, month: month, day: day) else { return nil }
        days[place] = Day(date: date, seconds: Int64(count) &* 86_400)
        return days[place].seconds
    }

    /// The fifth and the eighth byte.
    @inline(__always)
    private static var dashes: UInt64 { 0xFF00_00FF_0000_0000 }
    /// Tells the days of one form from those of the others.
    @inline(__always)
    private static var isoMark: UInt64 { 0x8080_8080_8080_8080 }
    /// The third and the sixth byte.
    @inline(__always)
    private static var gaps: UInt64 { 0x0000_FF00_00FF_0000 }
    @inline(__always)
    private static var zeros: UInt64 { 0x3030_3030_3030_3030 }

    @inline(__always)
    private static func place(of date: UInt64) -> Int {
        Int(truncatingIfNeeded: (date &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }

    @inline(__always)
    private static func areDigits(_ word: UInt64) -> Bool {
        let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        return (word & high) | ((word &+ 0x0606_0606_0606_0606) & high) >> 4 == 0x3333_3333_3333_3333
    }

    /// For each digit of a word the number that it begins, with the digit behind it.
    @inline(__always)
    private static func pairs(_ word: UInt64) -> UInt64 {
        let digits = word & 0x0F0F_0F0F_0F0F_0F0F
        return digits &* 10 &+ digits >> 8
    }

    /// One of `pairs`, by its byte.
    @inline(__always)
    private static func part(_ pairs: UInt64, _ byte: UInt64) -> Int { Int(pairs >> (byte &* 8) & 0xFF) }

    /// Seconds of a day from `HH:mm:ss`; nil when it names no time.
    @inline(__always)
    private static func clock(withColons text: UInt64) -> Int64? {
        let digits = text & ~gaps | zeros & gaps
        guard text & gaps == 0x0000_3A00_003A_0000, areDigits(digits) else { return nil }
        // `HH0mm0ss`: the pairs at bytes 0, 3 and 6.
        let pairs = pairs(digits)
        return clock(pairs & 0xFF | pairs >> 8 & 0xFF_0000 | pairs >> 16 & 0xFF_0000_0000)
    }

    /// Seconds of a day from hour, minute and second in bytes 0, 2 and 4; nil when they name no time.
    @inline(__always)
    private static func clock(_ parts: UInt64) -> Int64? {
        let hour = parts & 0xFF
        let minute = parts >> 16 & 0xFF
        let second = parts >> 32 & 0xFF
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return Int64(bitPattern: hour &* 3_600 &+ minute &* 60 &+ second)
    }
}
