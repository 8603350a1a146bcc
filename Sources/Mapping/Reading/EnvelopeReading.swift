import Dossiers
import Formats
import Settings

/// Reads `success`, `total` and `more`: what a page says of itself.
struct EnvelopeReading {
    let layout: Layout

    /// What a page without its code is.
    private enum Missing: String, CaseIterable {
        case success
        case failure
    }

    func rules(_ keys: YAMLKeys) -> EnvelopeRules {
        var rules = EnvelopeRules()
        guard layout.envelope.hasTree else {
            for key in ["success", "total", "more"] { keys.refuse(key, "these pages have no envelope") }
            return rules
        }
        rules.success = keys.optional("success").flatMap(success)
        rules.totals = keys.optional("total").map { $0.oneOrMore(layout.envelope.path) ?? [] } ?? usualTotals
        rules.more = keys.optional("more").flatMap { ConditionReading(paths: layout.envelope).condition($0) }
        return rules
    }

    private func success(_ value: YAMLValue) -> SuccessRule? {
        value.mapping { keys in
            let path = keys.required("path").flatMap(layout.envelope.path)
            let codes = keys.required("is")?.oneOrMore { $0.text() }
            let missing = keys.required("when_missing")?.choice(Missing.self)
            let message = keys.optional("message").flatMap(layout.envelope.path)
            guard let path, let codes, let missing else { return nil }
            return SuccessRule(path: path, codes: codes, allowsMissing: missing == .success, message: message)
        }
    }

    private var usualTotals: [SlotPath] {
        guard layout.unwrap.isEmpty, case .json(let records) = layout.format, records.count == 1 else { return [] }
        return EnvelopeRules.usualTotals
    }
}
