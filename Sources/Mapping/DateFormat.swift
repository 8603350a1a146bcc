/// One way of writing a date; the guide «Writing a mapping» lists the pieces.
package struct DateFormat: Sendable, Hashable {
    /// As the mapping writes it.
    package let text: String

    /// A format from its text; nil when the text is no format.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
    }
}
