package import Reports

/// What the process answers (design section 6); the only place where outcomes and errors become numbers.
package enum ExitStatus: Int32, CaseIterable, Sendable, Hashable {
    /// Done; for `diff` the sides agree.
    case done = 0
    /// Done, differences exist.
    case differences = 1
    /// The configuration or a mapping is wrong; nothing was done.
    case configuration = 2
    /// A source, a unit or some records could not be read or sent.
    case partial = 3
    /// A rerun may help.
    case temporary = 4
    /// A guard stopped the run.
    case guarded = 5
    /// The plan is stale or not applicable.
    case stalePlan = 6
    /// Another run holds the lock.
    case locked = 11
    /// The command line or a `DOISOAT_*` variable cannot be understood.
    case usage = 64
    /// SIGINT, after saving what was done.
    case interrupted = 130
    /// SIGPIPE: whoever read the output has gone.
    case outputClosed = 141
    /// SIGTERM, after saving what was done.
    case terminated = 143

    /// The answer for a finished run; what is worse hides what is milder.
    ///
    /// - Parameters:
    ///   - summary: what the run came to.
    ///   - tellsDifferences: whether differences alone answer 1 (`diff`, and `run --exit-code`).
    ///   - heedsGuards: whether a tripped guard answers 5; a dry run shows guards and has nothing that they could stop.
    package init(for summary: RunSummary, tellsDifferences: Bool, heedsGuards: Bool = true) {
        if heedsGuards, summary.guards.contains(where: \.isTripped) {
            self = .guarded
        } else if summary.isPartial {
            self = .partial
        } else {
            self = tellsDifferences && summary.differences > 0 ? .differences : .done
        }
    }
}

extension RunSummary {
    /// Whether something that was to be read could not be, or is not accounted for.
    fileprivate var isPartial: Bool {
        !isComplete || !isBalanced || !partialUnits.isEmpty || local.quarantined + portal.quarantined > 0
            || sources.contains { !$0.isComplete }
    }
}
