package import Dossiers
import Glibc

/// The only place that asks what time it is.
package struct Clock: Sendable {
    /// Now in Asia/Ho_Chi_Minh, to the second.
    package let now: @Sendable () -> Instant
    /// Time since some fixed moment; never goes back.
    package let elapsed: @Sendable () -> Duration

    package init(now: @escaping @Sendable () -> Instant, elapsed: @escaping @Sendable () -> Duration) {
        self.now = now
        self.elapsed = elapsed
    }

    /// The clock of the machine.
    package static var system: Clock {
        let start = ContinuousClock.now
        return Clock(
            now: { Instant(localSeconds: Int64(time(nil)) + Instant.offset, precision: .second) },
            elapsed: { ContinuousClock.now - start }
        )
    }

    /// A name for a run that begins now: `yyyyMMdd-HHmmss`, so that names sort by time.
    package var runName: String {
        let digits = now().nationalText
        return "\(digits.prefix(8))-\(digits.suffix(6))"
    }
}
