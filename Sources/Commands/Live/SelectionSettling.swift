import Dossiers
import Pipeline

/// Finds out what the units and sources of `--only` are, by the configuration and its agency table.
enum SelectionSettling {
    /// The selectors in canonical form.
    ///
    /// - Throws: `UsageError` for a text that names nothing that is known; `Diagnostics` of the configuration.
    static func settled(_ selectors: [Selector], _ request: ConfigurationRequest) throws -> [Selector] {
        guard selectors.contains(where: \.isOpen) else { return selectors }
        let known = try KnownNames(SettledQuestions.absoluteConfiguration(request))
        return try selectors.map { try settled($0, known) }
    }

    private static func settled(_ selector: Selector, _ known: KnownNames) throws(UsageError) -> Selector {
        switch selector {
        case .situation: return selector
        case .unit(let text), .source(let text):
            if let unit = known.unit(text) { return .unit(unit) }
            if let source = known.source(text) { return .source(source) }
            let hint: Sentence = known.hint(for: text).map { " (\($0))" } ?? ""
            throw UsageError("--only \(text): neither a situation, nor a unit, nor a source that is known here\(hint)")
        }
    }
}

extension Selector {
    /// Whether only the configuration can tell what it means.
    fileprivate var isOpen: Bool {
        guard case .situation = self else { return true }
        return false
    }
}
