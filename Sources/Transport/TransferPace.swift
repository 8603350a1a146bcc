/// What decides when a failed transfer is tried again; replaced where pauses must be exact.
package struct TransferPace: Sendable {
    /// The time, on a clock that only moves forward.
    package var now: @Sendable () -> ContinuousClock.Instant
    /// A number in 0...1 that spreads retries.
    package var fraction: @Sendable () -> Double

    /// The clock of the machine and its random numbers.
    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        fraction: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.now = now
        self.fraction = fraction
    }
}
