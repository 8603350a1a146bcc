package import Dossiers

extension YAMLValue {
    /// A length of time, `2 hours`, `90 s`, `400 days`; a day is 24 hours.
    package func duration() -> Duration? {
        converted("a duration such as `30 s`, `10 minutes`, `2 hours` or `400 days`", Quantity.duration)
    }

    /// A share, `5%` or `0.5 %`, as a fraction of 1 between 0 and 1.
    package func percent() -> Double? {
        converted("a percentage between 0% and 100%, such as `5%`", Quantity.percent)
    }

    /// A day, `2023-12-31`.
    package func day() -> Instant? {
        converted("a day written yyyy-MM-dd", Quantity.day)
    }

    /// Seconds east of UTC from `+07:00`, `+0700` or `Z`.
    package func zone() -> Int? {
        converted("a zone such as +07:00", Quantity.zone)
    }
}

/// Texts that stand for quantities.
package enum Quantity {
    private static let units: [(names: [String], seconds: Int64)] = [
        (["s", "second", "seconds"], 1),
        (["min", "minute", "minutes"], 60),
        (["h", "hour", "hours"], 3_600),
        (["d", "day", "days"], 86_400),
        (["w", "week", "weeks"], 604_800),
    ]

    /// A length of time; nil when the text is none, is negative or longer than a hundred years.
    package static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let count = Int64(digits), let seconds = units.first(where: { $0.names.contains(String(unit)) })?.seconds
        else { return nil }
        let (total, overflow) = count.multipliedReportingOverflow(by: seconds)
        guard !overflow, total <= 36_525 * 86_400 else { return nil }
        return .seconds(total)
    }

    /// A count of bytes, `500 MiB`; nil when the text is none, is 0 or beyond 1 TiB.
    package static func bytes(_ text: String) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        let shifts = ["B": 0, "KiB": 10, "MiB": 20, "GiB": 30]
        guard let count = Int64(digits), let shift = shifts[String(unit)], count > 0, count <= (1 << 40) >> Int64(shift)
        else {
            return nil
        }
        return count << Int64(shift)
    }

    /// `5%` as 0.05; nil when the text is none or lies outside 0...100 %.
    package static func percent(_ text: String) -> Double? {
        guard text.last == "%" else { return nil }
        let number = text.dropLast().reversed().drop { $0 == " " }.reversed()
        guard let first = number.first, first.isASCII, first.isNumber, number.allSatisfy({ $0.isNumber || $0 == "." }),
            let value = Double(String(number)), (0...100).contains(value)
        else { return nil }
        return value / 100
    }

    /// A day written `yyyy-MM-dd`; nil when it names none.
    package static func day(_ text: String) -> Instant? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        return Instant(year: year, month: month, day: day, precision: .day)
    }

    /// Seconds east of UTC; nil when the text is no zone within 14 hours.
    package static func zone(_ text: String) -> Int? {
        if text == "Z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            number / 100 <= 14, number % 100 < 60
        else { return nil }
        let seconds = number / 100 * 3_600 + number % 100 * 60
        return sign == "-" ? -seconds : seconds
    }
}
