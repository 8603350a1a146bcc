/// When to try again what failed for a passing reason: exponential backoff with full jitter.
package struct RetryPolicy: Sendable, Hashable {
    /// Most attempts in a row that bring the transfer no further, the first included; at least 1.
    ///
    /// With those that go on where the last one broke off, three times as many at most.
    package var attempts: Int
    /// Upper bound of the first pause; each later bound is twice the one before.
    package var base: Duration
    /// Upper bound of any pause that we choose.
    package var cap: Duration
    /// Longest pause that a server may ask for; one that asks for more is not tried again in this run.
    package var patience: Duration

    /// A policy; the defaults are 4 attempts with pauses of up to 0.5, 1 and 2 s.
    package init(
        attempts: Int = 4,
        base: Duration = .milliseconds(500),
        cap: Duration = .seconds(30),
        patience: Duration = .seconds(120)
    ) {
        self.attempts = max(1, attempts)
        self.base = base
        self.cap = cap
        self.patience = patience
    }

    /// One attempt and no more.
    package static let never = RetryPolicy(attempts: 1)

    /// The pause after attempt number `attempt` (from 1) failed.
    ///
    /// - Parameters:
    ///   - requested: what the server asked for (`Retry-After`); honoured as a lower bound, with jitter on top.
    ///   - fraction: a random number in 0...1 that places the pause between nothing and its bound.
    /// - Returns: nil when there is no further attempt.
    package func pause(after attempt: Int, requested: Duration?, fraction: Double) -> Duration? {
        guard attempt < attempts else { return nil }
        let bound = min(cap, base * (1 << min(attempt - 1, 20)))
        let jitter = bound * min(max(fraction, 0), 1)
        guard let requested else { return jitter }
        return requested <= patience ? requested + jitter : nil
    }
}
