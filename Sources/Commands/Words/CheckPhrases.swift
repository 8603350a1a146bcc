package import Pipeline

/// What `check` says, in one language.
package protocol CheckPhrases: Sendable {
    /// Everything of a kind is in order.
    var sound: String { get }
    /// Something of it is not.
    var unsound: String { get }
    /// What was looked at.
    func checkedConfiguration(_ file: String) -> String
    func checkedMapping(_ name: String) -> String
    func checkedSource(_ id: String) -> String
    /// One step of looking at a source.
    func name(of step: ProbeStep.Kind) -> String
    /// What came out of a step.
    func name(of verdict: ProbeStep.Verdict) -> String
}
