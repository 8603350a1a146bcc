import Dossiers
import Testing

@testable import Pipeline

/// The clock of a server against ours.
struct ServerClockTests {
    /// 2026-11-26T05:53:49 in Hà Nội.
    private let now = Instant(localSeconds: 1_795_672_429, precision: .second)

    @Test func `a date of HTTP is a moment in local time`() {
        #expect(ServerClock.instant("Wed, 25 Nov 2026 22:53:49 GMT") == now)
        #expect(ServerClock.instant("Thu, 01 Jan 1970 00:00:00 GMT")?.seconds == Instant.offset)
    }

    @Test(arguments: [
        "", "Wed, 25 Nov 2026 22:53:49", "Wed, 25 Nov 2026 22:53:49 CET", "Wed, 25 Nox 2026 22:53:49 GMT",
        "Wed, 31 Nov 2026 22:53:49 GMT", "Wed, 25 Nov 2026 25:53:49 GMT", "Wed, 25 Nov 2026 22:53 GMT",
        "Wednesday, 25-Nov-26 22:53:49 GMT",
    ])
    func `what is no date of HTTP says nothing`(text: String) {
        #expect(ServerClock.instant(text) == nil)
        #expect(ServerClock.step(text, now: now).verdict == .omitted)
    }

    @Test(arguments: [
        ("22:53:49", ProbeStep.Verdict.sound), ("22:54:49", .sound), ("22:54:50", .odd), ("22:52:48", .odd),
        ("22:58:49", .odd), ("22:58:50", .failed), ("22:48:48", .failed),
    ])
    func `a minute is nothing and five are too many`(clock: String, verdict: ProbeStep.Verdict) {
        let step = ServerClock.step("Wed, 25 Nov 2026 \(clock) GMT", now: now)
        #expect(step.verdict == verdict)
        #expect((step.hint == nil) == (verdict == .sound))
    }
}
