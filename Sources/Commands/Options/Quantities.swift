import ArgumentParser
package import Dossiers

/// A day, `yyyy-MM-dd`.
package struct Day: Sendable, Hashable, ExpressibleByArgument {
    /// Midnight of the day, at day precision.
    package let instant: Instant

    package init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard argument.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { $0.allSatisfy(\.isWholeNumber) ? Int($0) : nil }
        guard numbers.count == 3 else { return nil }
        guard let instant = Instant(year: numbers[0], month: numbers[1], day: numbers[2], precision: .day) else {
            return nil
        }
        self.instant = instant
    }
}

/// An amount of memory: bytes, or a number with `K`, `M` or `G` (1024 each), `B` after it or not.
package struct ByteSize: Sendable, Hashable, ExpressibleByArgument {
    package let bytes: Int

    package init?(argument: String) {
        var text = argument.uppercased().filter { $0 != " " }
        if text.hasSuffix("IB") { text.removeLast(2) } else if text.hasSuffix("B") { text.removeLast() }
        let shift: Int? =
            switch text.last {
            case "K": 10
            case "M": 20
            case "G": 30
            default: nil
            }
        if shift != nil { text.removeLast() }
        guard let number = Int(text), number > 0, number <= Int.max >> 30 else { return nil }
        bytes = number << (shift ?? 0)
    }
}

/// A length of time: a number with `s`, `m` or `h`; a bare number is seconds.
package struct TimeLimit: Sendable, Hashable, ExpressibleByArgument {
    package let duration: Duration

    package init(_ duration: Duration) { self.duration = duration }

    package init?(argument: String) {
        let unit = argument.last.flatMap { ["s": 1, "m": 60, "h": 3_600][$0] }
        guard let number = Int(unit == nil ? argument[...] : argument.dropLast()), (0...1_000_000).contains(number)
        else {
            return nil
        }
        duration = .seconds(number * (unit ?? 1))
    }
}

/// A count of threads, 1...256.
package struct ThreadCount: Sendable, Hashable, ExpressibleByArgument {
    package let count: Int

    package init?(argument: String) {
        guard let count = Int(argument), (1...256).contains(count) else { return nil }
        self.count = count
    }
}

/// How many rows are shown; 0 shows all.
package struct RowLimit: Sendable, Hashable, ExpressibleByArgument {
    /// Nil when all are shown.
    package let rows: Int?

    package init?(argument: String) {
        guard let rows = Int(argument), rows >= 0 else { return nil }
        self.rows = rows == 0 ? nil : rows
    }
}

/// What a value of an option must be; the argument parser puts the value and the option before it.
private struct Expected: Error, CustomStringConvertible {
    let description: String
}

extension RowLimit {
    /// The limit that an option names; throws what it must be.
    init(parsing text: String) throws {
        guard let limit = RowLimit(argument: text) else {
            throw Expected(description: "a count of rows, 0 or more; 0 shows all")
        }
        self = limit
    }
}

extension ThreadCount {
    /// The count that an option names; throws what it must be.
    init(parsing text: String) throws {
        guard let count = ThreadCount(argument: text) else {
            throw Expected(description: "a number of threads from 1 to 256")
        }
        self = count
    }
}

/// A switch in a `DOISOAT_*` variable: `1`, `true`, `yes`, or `0`, `false`, `no`.
struct Switch: ExpressibleByArgument {
    let isOn: Bool

    init?(argument: String) {
        switch argument.lowercased() {
        case "1", "true", "yes": isOn = true
        case "0", "false", "no": isOn = false
        default: return nil
        }
    }
}
