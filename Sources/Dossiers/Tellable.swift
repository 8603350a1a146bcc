/// An error that can be told to a person in every language.
package protocol Tellable: Error {
    /// What happened, in one sentence without a full stop; free of personal data and secrets.
    var sentence: Sentence { get }
}
