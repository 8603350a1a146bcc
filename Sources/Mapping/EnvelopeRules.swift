package import Formats

/// What a mapping knows of the envelope of a page: how it tells success, how long its list is, whether more follows.
///
/// Paths are seen from the root of the page.
package struct EnvelopeRules: Sendable, Hashable {
    /// When a page is an answer at all; nil: the system has no such code.
    package var success: SuccessRule?
    /// Where the page may say how many records its whole list has; the first that is a number counts.
    package var totals: [SlotPath] = []
    /// What says that another page follows; nil: nothing does.
    package var more: Condition?
    /// Where a page names the next one, as the configuration of its source says; nil: nowhere.
    package var next: SlotPath?

    package init() {}

    /// Where systems write the length of a list; looked at when a mapping of an enveloped JSON list names no place.
    package static let usualTotals = ["total", "totalElements", "totalCount"].compactMap { SlotPath($0) }

    /// Whether an envelope has anything to say.
    package var isEmpty: Bool { success == nil && totals.isEmpty && more == nil && next == nil }
}

/// When the code in a page means success.
package struct SuccessRule: Sendable, Hashable {
    /// Where the code stands.
    package var path: SlotPath
    /// Codes that mean success; numbers compare as numbers (`0`, `"00"`).
    package var codes: [String]
    /// Whether a page without the code is a success.
    package var allowsMissing: Bool
    /// Where the page says in words what went wrong.
    package var message: SlotPath?

    package init(path: SlotPath, codes: [String], allowsMissing: Bool, message: SlotPath? = nil) {
        self.path = path
        self.codes = codes
        self.allowsMissing = allowsMissing
        self.message = message
    }
}
