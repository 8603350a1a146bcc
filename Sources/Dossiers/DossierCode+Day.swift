extension DossierCode {
    /// The day that the code itself names (`yyMMdd` or `yyyyMMdd` between its last two dashes); nil when it names none.
    package var datePart: Instant? {
        DossierCode.day(in: canonical.utf8.span).map { Instant(localSeconds: Int64($0) * 86_400, precision: .day) }
    }

    /// The day that a canonical code names, counted since 1970-01-01; nil when it names none.
    package static func day(in code: Span<UInt8>) -> Int32? {
        guard let last = dash(in: code, before: code.count), let first = dash(in: code, before: last), first > 0 else {
            return nil
        }
        let digits = code.extracting((first + 1)..<last)
        guard digits.count == 6 || digits.count == 8, let number = number(of: digits) else { return nil }
        let year = digits.count == 6 ? 2_000 + number / 10_000 : number / 10_000
        return CivilCalendar.days(year: year, month: number / 100 % 100, day: number % 100).map { Int32($0) }
    }

    private static func number(of digits: Span<UInt8>) -> Int? {
        var number = 0
        for index in digits.indices {
            let digit = Int(digits[index]) - 0x30
            guard (0...9).contains(digit) else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    private static func dash(in code: Span<UInt8>, before end: Int) -> Int? {
        var index = end - 1
        while index >= 0 {
            if code[index] == 0x2D { return index }
            index -= 1
        }
        return nil
    }
}
