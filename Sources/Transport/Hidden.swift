/// A secret that no text, dump or error shows.
package struct Hidden: Sendable, Hashable {
    /// What is hidden, for those who write it into a request; nobody else reads it.
    package let text: String

    /// Hides `text`.
    package init(_ text: String) {
        self.text = text
    }
}

extension Hidden: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The same for every secret.
    package var description: String { "(hidden)" }
    /// The same as `description`.
    package var debugDescription: String { description }
    /// Shows no member.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
