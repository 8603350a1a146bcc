/// When a server that keeps failing is left alone.
package struct BreakerThresholds: Sendable, Hashable {
    /// Transfers in a row that must fail, after all their attempts; at least 1.
    package var failures: Int
    /// How long nothing is asked of it then; after that one transfer is let through to see.
    package var rest: Duration

    /// The defaults: 5 failures, 30 s.
    package init(failures: Int = 5, rest: Duration = .seconds(30)) {
        self.failures = max(1, failures)
        self.rest = rest
    }
}
