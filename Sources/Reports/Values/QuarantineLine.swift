package import Dossiers

/// One record that was set aside, with its reason and its place (promise 1).
package struct QuarantineLine: Sendable, Hashable {
    /// Id of the source in the configuration.
    package var source: String
    package var position: RecordPosition
    /// Dossier code as far as it could be read; nil when it could not.
    package var code: String?
    package var problem: RecordProblem

    package init(source: String, position: RecordPosition, code: String?, problem: RecordProblem) {
        self.source = source
        self.position = position
        self.code = code
        self.problem = problem
    }
}
