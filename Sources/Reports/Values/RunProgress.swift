/// How far a run has come, for a person who waits.
package struct RunProgress: Sendable, Hashable {
    /// What the run is busy with, in this order.
    package enum Stage: String, CaseIterable, Sendable, Hashable {
        case reading
        case comparing
        case writing
    }

    package var stage: Stage
    /// Id of the source that is read; nil in the other stages.
    package var source: String?
    /// Records done in this stage.
    package var done: Int
    /// Records that this stage will do; nil while nobody knows.
    package var total: Int?

    package init(_ stage: Stage, source: String? = nil, done: Int, total: Int? = nil) {
        self.stage = stage
        self.source = source
        self.done = done
        self.total = total
    }
}
