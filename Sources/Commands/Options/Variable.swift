import ArgumentParser
import Dossiers

/// The environment variables that stand for options; an option on the command line wins.
package enum Variable: String, CaseIterable, Sendable, Hashable {
    case config = "DOISOAT_CONFIG"
    case only = "DOISOAT_ONLY"
    case since = "DOISOAT_SINCE"
    case until = "DOISOAT_UNTIL"
    case format = "DOISOAT_FORMAT"
    case limit = "DOISOAT_LIMIT"
    case lang = "DOISOAT_LANG"
    case quiet = "DOISOAT_QUIET"
    case verbose = "DOISOAT_VERBOSE"
    case logFormat = "DOISOAT_LOG_FORMAT"
    case color = "DOISOAT_COLOR"
    case noProgress = "DOISOAT_NO_PROGRESS"
    case yes = "DOISOAT_YES"
    case lockTimeout = "DOISOAT_LOCK_TIMEOUT"
    case memory = "DOISOAT_MEMORY"
    case threads = "DOISOAT_THREADS"
    case unmask = "DOISOAT_UNMASK"
    case exitCode = "DOISOAT_EXIT_CODE"
    case output = "DOISOAT_OUTPUT"

    /// The long name of the option.
    package var option: String {
        "--" + rawValue.dropFirst("DOISOAT_".count).lowercased().replacing("_", with: "-")
    }

    /// The value of the variable; nil when it is not set or empty.
    ///
    /// Throws `UsageError` for a value that the option would refuse.
    func value<Value: ExpressibleByArgument>(
        in environment: [String: String],
        as type: Value.Type = Value.self
    ) throws(UsageError) -> Value? {
        guard let text = environment[rawValue], !text.isEmpty else { return nil }
        guard let value = Value(argument: text) else { throw refusal(of: text, Value.allValueStrings) }
        return value
    }

    /// The values of a variable that holds several, comma between; empty when it is not set.
    func values<Value: ExpressibleByArgument>(
        in environment: [String: String],
        as type: Value.Type = Value.self
    ) throws(UsageError) -> [Value] {
        var values: [Value] = []
        for piece in (environment[rawValue] ?? "").split(separator: ",") {
            guard let value = Value(argument: String(piece)) else {
                throw refusal(of: String(piece), Value.allValueStrings)
            }
            values.append(value)
        }
        return values
    }

    /// Whether the variable switches its option on.
    func isOn(in environment: [String: String]) throws(UsageError) -> Bool {
        try value(in: environment, as: Switch.self)?.isOn ?? false
    }

    private func refusal(of text: String, _ known: [String]) -> UsageError {
        guard !known.isEmpty else { return UsageError("'\(text)' is no value for \(rawValue)") }
        return UsageError("'\(text)' is no value for \(rawValue) (one of \(known.joined(separator: ", ")))")
    }
}
