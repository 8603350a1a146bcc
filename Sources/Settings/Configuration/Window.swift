package import Dossiers

/// Which dossiers a run asks its sources for.
package struct Window: Sendable, Hashable {
    /// Receive days that are meant, both ends included.
    package enum Received: Sendable, Hashable {
        /// `from..to`; nil is open.
        case days(from: Instant?, to: Instant?)
        /// `last 400 days`, up to the day of the run.
        case last(days: Int)
    }

    /// Receive days that are meant.
    package var received: Received
    /// Whether dossiers received earlier and still open at the start are meant too.
    package var carriedOver: Bool

    package init(received: Received, carriedOver: Bool = true) {
        self.received = received
        self.carriedOver = carriedOver
    }

    /// First and last receive day for a run on `today`; nil is open.
    package func bounds(today: Instant) -> (from: Instant?, to: Instant?) {
        switch received {
        case .days(let from, let to): (from, to)
        case .last(let days):
            (
                Instant(localSeconds: today.seconds - Int64(days) * 86_400, precision: .day),
                Instant(localSeconds: today.seconds, precision: .day)
            )
        }
    }

    /// Whether it names no first day.
    var isOpenAtStart: Bool {
        guard case .days(let from, _) = received else { return false }
        return from == nil
    }

    /// The window that `text` writes, `2023-01-01..2023-12-31` or `last 400 days`; nil when it writes none.
    package static func received(_ text: String) -> Received? {
        if text.hasPrefix("last ") {
            guard let length = Quantity.duration(String(text.dropFirst(5).drop { $0 == " " })) else { return nil }
            let days = Int(length.components.seconds / 86_400)
            return days > 0 && length.components.seconds % 86_400 == 0 ? .last(days: days) : nil
        }
        guard let dots = text.firstRange(of: "..") else { return nil }
        let ends = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
        let days = ends.map(Quantity.day)
        guard zip(ends, days).allSatisfy({ $0.isEmpty || $1 != nil }), ends != ["", ""] else { return nil }
        if let from = days[0], let to = days[1], to < from { return nil }
        return .days(from: days[0], to: days[1])
    }
}
