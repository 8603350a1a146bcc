import Dossiers

/// Days as callers write them in their questions, in days since 1970-01-01; nil for everything else.
enum DayText {
    /// `d/M/yyyy`, zeros allowed.
    static func slashed(_ text: String?) -> Int? {
        guard let numbers = numbers(text, "/") else { return nil }
        return CivilCalendar.days(year: numbers[2], month: numbers[1], day: numbers[0])
    }

    /// `yyyy-MM-dd`.
    static func dashed(_ text: String?) -> Int? {
        guard let numbers = numbers(text, "-") else { return nil }
        return CivilCalendar.days(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    private static func numbers(_ text: String?, _ separator: Character) -> [Int]? {
        let numbers = text?.split(separator: separator, omittingEmptySubsequences: false).map { Int($0) } ?? []
        guard numbers.count == 3 else { return nil }
        let known = numbers.compactMap(\.self)
        return known.count == 3 ? known : nil
    }
}

/// Moments as callers write them: `yyyy-MM-dd`, with or without a time, with or without a zone.
enum MomentText {
    /// Local seconds of a text; nil for a text of another form.
    ///
    /// A day alone begins at midnight, or ends before the next one.
    static func seconds(_ text: String?, isEnd: Bool) -> Int64? {
        guard let text, let day = DayText.dashed(String(text.prefix(10))) else { return nil }
        let midnight = Int64(day) * 86_400
        let rest = text.dropFirst(10)
        guard !rest.isEmpty else { return isEnd ? midnight + 86_399 : midnight }
        guard let first = rest.first, "T ".contains(first), let clock = clock(rest.dropFirst().prefix(8)) else {
            return nil
        }
        return offset(rest.dropFirst(9)).map { midnight + clock + Instant.offset - $0 }
    }

    private static func clock(_ text: Substring) -> Int64? {
        let numbers = text.split(separator: ":").compactMap { Int64($0) }
        return numbers.count == 3 ? numbers[0] * 3_600 + numbers[1] * 60 + numbers[2] : nil
    }

    /// Seconds that the zone is ahead of UTC; a text without one is local.
    private static func offset(_ text: Substring) -> Int64? {
        let zone = text.drop { $0 == "." || $0.isNumber }
        if zone.isEmpty { return Instant.offset }
        if zone == "Z" { return 0 }
        let digits = zone.dropFirst().filter(\.isNumber)
        guard let sign = zone.first, "+-".contains(sign), digits.count == 4, let number = Int64(digits) else {
            return nil
        }
        let seconds = number / 100 * 3_600 + number % 100 * 60
        return sign == "-" ? -seconds : seconds
    }
}
