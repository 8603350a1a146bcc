import ArgumentParser
package import Reports

/// How data is printed on standard output.
package enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case table
    case json
    case ndjson
    case csv
}

/// When colours are used.
package enum ColourChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
    case auto
    case always
    case never
}

/// How messages are written on standard error.
package enum LogFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case text
    case json
}

/// How much is said on standard error.
package enum Verbosity: Int, Sendable, Hashable, Comparable {
    /// Errors only.
    case quiet
    case normal
    /// Also what is done and why.
    case verbose

    package static func < (left: Verbosity, right: Verbosity) -> Bool { left.rawValue < right.rawValue }
}

extension Language: ExpressibleByArgument {}
