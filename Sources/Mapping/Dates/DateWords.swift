import Dossiers

/// The two date forms that most feeds write, read eight digits at a time; anything unusual is left to `CivilReading`.
enum DateWords {
    /// Local seconds of `yyyyMMddHHmmss`, taken as it stands; nil when the text is not plainly that.
    @inline(__always)
    static func national(_ text: Span<UInt8>) -> Int64? {
        guard text.count == 14 else { return nil }
        let date = ByteWord.load(text, at: 0)
        let clock = ByteWord.load(text, at: 6)
        guard areDigits(date), areDigits(clock) else { return nil }
        return seconds(
            year: pair(date, 0) * 100 + pair(date, 2),
            month: pair(date, 4),
            day: pair(date, 6),
            hour: pair(clock, 2),
            minute: pair(clock, 4),
            second: pair(clock, 6)
        )
    }

    /// Local seconds of `dd/MM/yyyy HH:mm:ss`, taken as it stands; nil when the text is not plainly that.
    @inline(__always)
    static func slashed(_ text: Span<UInt8>) -> Int64? {
        guard text.count == 19, text[10] == UInt8(ascii: " ") else { return nil }
        let date = ByteWord.load(text, at: 0)
        let year = ByteWord.load(text, at: 2)
        let clock = ByteWord.load(text, at: 11)
        guard let date = digits(date, between: 0x0000_2F00_002F_0000), areDigits(year >> 32 | 0x3030_3030 << 32),
            let clock = digits(clock, between: 0x0000_3A00_003A_0000)
        else { return nil }
        return seconds(
            year: pair(year, 4) * 100 + pair(year, 6),
            month: pair(date, 3),
            day: pair(date, 0),
            hour: pair(clock, 0),
            minute: pair(clock, 3),
            second: pair(clock, 6)
        )
    }

    /// The word with its third and sixth byte as zero digits, when they are those of `separators` and the others digits.
    @inline(__always)
    private static func digits(_ word: UInt64, between separators: UInt64) -> UInt64? {
        let mask: UInt64 = 0x0000_FF00_00FF_0000
        guard word & mask == separators else { return nil }
        let digits = word & ~mask | 0x3030_3030_3030_3030 & mask
        return areDigits(digits) ? digits : nil
    }

    @inline(__always)
    private static func areDigits(_ word: UInt64) -> Bool {
        let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        return (word & high) | ((word &+ 0x0606_0606_0606_0606) & high) >> 4 == 0x3333_3333_3333_3333
    }

    /// The number of two digits at a byte of a word.
    @inline(__always)
    private static func pair(_ word: UInt64, _ byte: UInt64) -> Int {
        let digits = word >> (byte &* 8)
        return Int(digits & 0xF) * 10 + Int(digits >> 8 & 0xF)
    }

    /// Years before 2 are placeholders.
    @inline(__always)
    private static func seconds(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) -> Int64? {
        guard year > 1, hour < 24, minute < 60, second < 60 else { return nil }
        guard let days = CivilCalendar.days(year: year, month: month, day: day) else { return nil }
        return Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    }
}
