/// How finely a source states a time; a coarser value compares with a finer one at the coarser of the two.
public enum TimePrecision: UInt8, Sendable, Hashable, Comparable {
    case day
    case minute
    case second

    /// Length of the unit in seconds.
    public var seconds: Int64 {
        switch self {
        case .day: 86_400
        case .minute: 60
        case .second: 1
        }
    }

    /// Coarser comes first.
    public static func < (left: TimePrecision, right: TimePrecision) -> Bool { left.rawValue < right.rawValue }
}

/// A moment in Asia/Ho_Chi_Minh (UTC+7, no summer time), with the precision that its source stated.
///
/// The count of seconds is since 1970-01-01T00:00:00 **local** time, so that cutting to a day or a minute is a division.
package struct Instant: Sendable, Hashable {
    /// Seconds of local time since 1970-01-01T00:00:00+07:00; already cut to `precision`.
    package let seconds: Int64
    /// What the source stated.
    package let precision: TimePrecision

    /// Seconds between UTC and local time.
    package static let offset: Int64 = 7 * 3_600

    /// A moment from local seconds, cut down to `precision`.
    package init(localSeconds: Int64, precision: TimePrecision) {
        seconds = Instant.cut(localSeconds, to: precision)
        self.precision = precision
    }

    /// A moment from local civil fields; nil when they name no date or time of the Gregorian calendar (years 1...9999).
    package init?(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        precision: TimePrecision
    ) {
        guard let days = CivilCalendar.days(year: year, month: month, day: day) else { return nil }
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else { return nil }
        self.init(
            localSeconds: Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second),
            precision: precision
        )
    }

    /// `seconds` rounded down to a multiple of the unit, also before 1970.
    package static func cut(_ seconds: Int64, to precision: TimePrecision) -> Int64 {
        let unit = precision.seconds
        guard unit > 1 else { return seconds }
        let rest = seconds % unit
        return rest < 0 ? seconds - rest - unit : seconds - rest
    }

    /// Whether both name the same moment at the coarser of the two precisions.
    package func agrees(with other: Instant) -> Bool {
        let coarser = min(precision, other.precision)
        return Instant.cut(seconds, to: coarser) == Instant.cut(other.seconds, to: coarser)
    }
}

extension Instant: Comparable {
    /// Order by the start of the stated unit, the coarser first among equals.
    package static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.precision) < (right.seconds, right.precision)
    }
}

/// The Gregorian calendar in whole days since 1970-01-01.
public enum CivilCalendar {
    /// Days since 1970-01-01; nil when the three name no day (years 1...9999).
    @inline(__always)
    public static func days(year: Int, month: Int, day: Int) -> Int? {
        guard (1...9_999).contains(year), (1...12).contains(month), day >= 1, day <= length(of: month, in: year) else {
            return nil
        }
        let shifted = UInt32(truncatingIfNeeded: month <= 2 ? year &- 1 : year)
        let leapDays = shifted / 4 &- shifted / 100 &+ shifted / 400
        // March is month 0 of the shifted year.
        let marchMonth = UInt32(truncatingIfNeeded: month > 2 ? month &- 3 : month &+ 9)
        let dayOfYear = (153 &* marchMonth &+ 2) / 5
        return Int(shifted &* 365 &+ leapDays &+ dayOfYear) &+ day &- 719_469
    }

    /// The date of a count of days since 1970-01-01.
    public static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// Days of a month.
    @inline(__always)
    public static func length(of month: Int, in year: Int) -> Int {
        guard month != 2 else { return year & 3 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return 30 &+ ((month ^ month >> 3) & 1)
    }
}
