/// A secret that no text, dump or error shows.
package struct Hidden: Sendable, Hashable {
    /// What is hidden; only this room can read it, to hand it to libcurl.
    let text: String

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
