import LoopbackServer
import Synchronization
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(15)))
struct BreakerTests {
    @Test func aServerThatFailsInARowIsLeftAloneAndThenTriedOnce() async throws {
        let isWell = Atomic(false)
        let server = try LoopbackServer { _ in
            isWell.load(ordering: .relaxed) ? [.answer("well")] : [.answer("no", status: "502 Gateway")]
        }
        defer { server.stop() }
        let clock = SteeredClock()
        let engine = try TransferEngine(pace: clock.pace, breaker: BreakerThresholds(failures: 3, rest: .seconds(30)))
        var request = TransferRequest(url: server.url("/a?x=1"))
        request.retries = .never

        for _ in 0..<3 { #expect(await failure(of: request, with: engine)?.code == .unwantedStatus) }
        let refused = await failure(of: request, with: engine)
        #expect(refused?.code == .circuitOpen)
        #expect(refused?.source == server.url("/a?x=*"))
        #expect(server.calls.count == 3)

        clock.advance(by: .seconds(31))
        #expect(await failure(of: request, with: engine)?.code == .unwantedStatus)
        #expect(await failure(of: request, with: engine)?.code == .circuitOpen)
        #expect(server.calls.count == 4)

        isWell.store(true, ordering: .relaxed)
        clock.advance(by: .seconds(31))
        for _ in 0..<4 { #expect(try await fetch(request, with: engine).1 == "well") }
    }

    @Test func anotherServerIsStillAsked() async throws {
        let broken = try LoopbackServer { _ in [.reset] }
        defer { broken.stop() }
        let sound = try LoopbackServer { _ in [.answer("sound")] }
        defer { sound.stop() }
        let engine = try TransferEngine(breaker: BreakerThresholds(failures: 1, rest: .seconds(3_600)))
        var request = TransferRequest(url: broken.url())
        request.retries = .never
        #expect(await failure(of: request, with: engine)?.code == .connectionLost)
        #expect(await failure(of: request, with: engine)?.code == .circuitOpen)
        #expect(try await fetch(TransferRequest(url: sound.url()), with: engine).1 == "sound")
    }

    @Test func attemptsOfOneTransferAreOneFailure() async throws {
        let server = try LoopbackServer { _ in [.answer("no", status: "500 Error")] }
        defer { server.stop() }
        let engine = try TransferEngine(pace: leapingPace(), breaker: BreakerThresholds(failures: 2))
        #expect(await failure(of: TransferRequest(url: server.url()), with: engine)?.attempts == 4)
        #expect(await failure(of: TransferRequest(url: server.url()), with: engine)?.attempts == 4)
        #expect(server.calls.count == 8)
    }

    @Test func onlyOneTriesAfterARest() {
        var breakers = CircuitBreakers(BreakerThresholds(failures: 2, rest: .seconds(10)))
        let origin = WebAddress.Origin(scheme: "https", host: "portal.example", port: 443)
        let start = ContinuousClock.now
        breakers.note(.unwell, of: 1, at: origin, now: start)
        #expect(!breakers.isLeftAlone(origin, at: start))
        breakers.note(.unwell, of: 2, at: origin, now: start)
        #expect(breakers.isLeftAlone(origin, at: start + .seconds(9)))
        #expect(!breakers.isLeftAlone(origin, at: start + .seconds(10)))
        breakers.enter(3, to: origin)
        #expect(breakers.isLeftAlone(origin, at: start + .seconds(60)))
        breakers.note(.unknown, of: 4, at: origin, now: start + .seconds(60))
        #expect(breakers.isLeftAlone(origin, at: start + .seconds(60)))
        breakers.note(.unknown, of: 3, at: origin, now: start + .seconds(60))
        #expect(!breakers.isLeftAlone(origin, at: start + .seconds(60)))
        breakers.note(.well, of: 5, at: origin, now: start + .seconds(61))
        breakers.note(.unwell, of: 6, at: origin, now: start + .seconds(62))
        #expect(!breakers.isLeftAlone(origin, at: start + .seconds(62)))
    }

    @Test func whatWaitedTooLongIsNoFailureOfTheServer() async throws {
        let server = try LoopbackServer { _ in [.answer("well")] }
        defer { server.stop() }
        let engine = try TransferEngine(breaker: BreakerThresholds(failures: 1, rest: .seconds(3_600)))
        var late = TransferRequest(url: server.url())
        late.deadline = .now
        #expect(await failure(of: late, with: engine)?.code == .timedOut)
        #expect(try await fetch(TransferRequest(url: server.url()), with: engine).1 == "well")
    }

    @Test func aRefusalOfOneRequestIsNoFailureOfTheServer() async throws {
        let server = try LoopbackServer { call in
            [.answer("x", status: call.number.isMultiple(of: 2) ? "500 Error" : "404 Gone")]
        }
        defer { server.stop() }
        let engine = try TransferEngine(breaker: BreakerThresholds(failures: 2, rest: .seconds(3_600)))
        var request = TransferRequest(url: server.url())
        request.retries = .never
        for _ in 0..<8 { #expect(await failure(of: request, with: engine)?.code == .unwantedStatus) }
    }
}

/// The clock of the machine, set forward by hand.
private final class SteeredClock: Sendable {
    private let ahead = Mutex(Duration.zero)

    var pace: TransferPace { TransferPace(now: { ContinuousClock.now + self.ahead.withLock { $0 } }) }

    func advance(by duration: Duration) {
        ahead.withLock { $0 += duration }
    }
}
