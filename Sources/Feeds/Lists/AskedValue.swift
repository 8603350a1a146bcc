import Dossiers
package import Transport

/// A value in a request: the same in all requests of a feed, or one that changes from page to page.
package enum AskedValue: Sendable, Hashable {
    case fixed(String)
    case secret(Hidden)
    /// What the login gave.
    case key
    /// The same behind `Bearer`, for the header Authorization (RFC 6750).
    case bearer
    /// Number of the page, or of its first row (`Paging.Way.numbered`).
    case number
    /// Number of the row after the last one of the page (OpenCPS `end`, protocol 2.3).
    case numberAfter
    /// What the page before names as the next; left out on the first page.
    case cursor
    /// First receive day of the slice; left out where the slice is not of days.
    case firstDay(DayForm)
    /// Last receive day of the slice, included; left out where the slice is not of days.
    case lastDay(DayForm)
    /// Code of the dossier that is looked up; left out where none is.
    case code
    /// Since when changes are asked for; left out where everything is.
    case since(DayForm)
}

/// A named value of a request.
package struct Asked: Sendable, Hashable {
    package var name: String
    package var value: AskedValue

    package init(_ name: String, _ value: AskedValue) {
        self.name = name
        self.value = value
    }
}

/// How a system wants a day written.
package enum DayForm: String, Sendable, Hashable, CaseIterable {
    /// `2023-12-05`.
    case dashed = "yyyy-MM-dd"
    /// `05/12/2023`.
    case slashed = "dd/MM/yyyy"
    /// `5/12/2023`: the only form that OpenCPS takes for a filter (protocol 2.3).
    case short = "d/M/yyyy"
    /// `20231205`.
    case plain = "yyyyMMdd"
    /// First and last moment of the day with its zone, `2023-12-05T00:00:00.000+0700`.
    case zoned = "iso"

    /// The first day of a span.
    func first(_ day: Instant) -> String { self == .zoned ? moment(day) : date(day) }

    /// The last day of a span; the zoned form is the last moment of it.
    func last(_ day: Instant) -> String {
        guard self == .zoned else { return date(day) }
        return "\(DayForm.dashed.date(day))T23:59:59.999+0700"
    }

    /// A moment: its day where the form has no clock.
    func moment(_ instant: Instant) -> String {
        guard self == .zoned else { return date(instant) }
        let clock = Int(instant.seconds - Instant.cut(instant.seconds, to: .day))
        let parts = [clock / 3_600, clock / 60 % 60, clock % 60].map { DayForm.padded($0) }
        return "\(DayForm.dashed.date(instant))T\(parts.joined(separator: ":")).000+0700"
    }

    private func date(_ instant: Instant) -> String {
        let date = CivilCalendar.date(days: Int(Instant.cut(instant.seconds, to: .day) / 86_400))
        let (day, month) = (DayForm.padded(date.day), DayForm.padded(date.month))
        return switch self {
        case .dashed, .zoned: "\(date.year)-\(month)-\(day)"
        case .slashed: "\(day)/\(month)/\(date.year)"
        case .short: "\(date.day)/\(date.month)/\(date.year)"
        case .plain: "\(date.year)\(month)\(day)"
        }
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
