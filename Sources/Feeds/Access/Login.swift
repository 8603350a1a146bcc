/// How a system is logged in to, and what its answer gives.
package struct Login: Sendable {
    /// What is asked; it may be asked twice.
    package var question: Question
    /// Name of the member of the answer that holds the key (`access_token`, `session`).
    package var keyName: String
    /// Name of the member that says for how many seconds the key holds; nil: the answer never says.
    package var lifetimeName: String?
    /// Name of the member that must be 0; nil: there is none.
    package var codeName: String?
    /// How long a key holds of which the answer does not say; nil: until it is refused.
    package var lifetime: Duration?

    package init(_ question: Question, keyName: String) {
        self.question = question
        self.keyName = keyName
    }
}
