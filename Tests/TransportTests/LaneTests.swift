import LoopbackServer
import Synchronization
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(15)))
struct LaneTests {
    @Test func aLaneRunsNoMoreThanItsPlaces() async throws {
        let server = try LoopbackServer { _ in [.answer(String(repeating: "x", count: 50_000))] }
        defer { server.stop() }
        let crowd = Crowd()
        let engine = try TransferEngine(parallel: 8)
        var request = TransferRequest(url: server.url())
        request.lane = TransferLane(atOnce: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask { [request] in _ = try await crowd.fetch(request, with: engine) }
            }
            try await group.waitForAll()
        }
        #expect(server.calls.count == 40)
        #expect((1...2).contains(crowd.peak))
    }

    @Test func aFullLaneHoldsUpNobodyElse() async throws {
        let slow = try LoopbackServer { _ in [.hold] }
        defer { slow.stop() }
        let quick = try LoopbackServer { _ in [.answer("quick")] }
        defer { quick.stop() }
        let engine = try TransferEngine(parallel: 4)
        var held = TransferRequest(url: slow.url())
        held.lane = TransferLane(atOnce: 1)
        let tasks = (0..<6).map { _ in Task { [held] in await failure(of: held, with: engine) } }
        while slow.calls.isEmpty { await Task.yield() }
        let (_, body) = try await fetch(TransferRequest(url: quick.url()), with: engine)
        #expect(body == "quick")
        #expect(slow.calls.count == 1)
        engine.shutdown()
        for task in tasks { #expect(await task.value?.code == .engineStopped) }
    }

    @Test func aTransferThatEndsForAnyReasonGivesItsPlaceBack() async throws {
        let server = try LoopbackServer { $0.target == "/hold" ? [.hold] : [.answer("x", status: "404 Gone")] }
        defer { server.stop() }
        let engine = try TransferEngine()
        var request = TransferRequest(url: server.url("/hold"))
        request.lane = TransferLane(atOnce: 1)
        let held = Task { [request] in await failure(of: request, with: engine) }
        while server.calls.isEmpty { await Task.yield() }
        held.cancel()
        #expect(await held.value?.code == .cancelled)
        request.url = server.url("/gone")
        for _ in 0..<3 { #expect(await failure(of: request, with: engine)?.code == .unwantedStatus) }
        request.headers = [HTTPHeader("X", "a\0b")]
        #expect(await failure(of: request, with: engine)?.code == .invalidRequest)
        request.headers = []
        #expect(await failure(of: request, with: engine)?.code == .unwantedStatus)
    }

    @Test func whatWaitsBeyondItsDeadlineEnds() async throws {
        let server = try LoopbackServer { _ in [.hold] }
        defer { server.stop() }
        let engine = try TransferEngine()
        var request = TransferRequest(url: server.url())
        request.lane = TransferLane(atOnce: 1)
        let held = Task { [request] in await failure(of: request, with: engine) }
        while server.calls.isEmpty { await Task.yield() }
        request.deadline = .now + .milliseconds(50)
        #expect(await failure(of: request, with: engine)?.code == .timedOut)
        #expect(server.calls.count == 1)
        engine.shutdown()
        #expect(await held.value?.code == .engineStopped)
    }

    @Test func startsKeepTheirDistance() async throws {
        let server = try LoopbackServer { _ in [.answer("x")] }
        defer { server.stop() }
        let engine = try TransferEngine(parallel: 8)
        var request = TransferRequest(url: server.url())
        request.lane = TransferLane(perSecond: 50)
        let begin = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { [request] in _ = try await fetch(request, with: engine) } }
            try await group.waitForAll()
        }
        #expect(begin.duration(to: .now) >= .milliseconds(100))
    }

    @Test func theEndOfAnAttemptGivesThePlaceBackForThePause() async throws {
        let server = try LoopbackServer { call in
            call.target == "/unwell" && call.number == 0
                ? [.answer("busy", status: "503 Busy", headers: ["Retry-After: 60"])] : [.answer("ready")]
        }
        defer { server.stop() }
        let engine = try TransferEngine()
        var waiting = TransferRequest(url: server.url("/unwell"))
        waiting.lane = TransferLane(atOnce: 1)
        let task = Task { [waiting] in await failure(of: waiting, with: engine) }
        while server.calls.isEmpty { await Task.yield() }
        var other = waiting
        other.url = server.url("/other")
        let (_, body) = try await fetch(other, with: engine)
        #expect(body == "ready")
        task.cancel()
        #expect(await task.value?.code == .cancelled)
    }

    @Test func aLaneCountsPlacesAndTime() {
        let lane = TransferLane(atOnce: 2, perSecond: 2)
        let start = ContinuousClock.now
        #expect(lane.enter(at: start))
        #expect(!lane.enter(at: start + .milliseconds(499)))
        #expect(lane.opening(from: start) == start + .milliseconds(500))
        #expect(lane.opening(from: start + .seconds(3)) == start + .seconds(3))
        #expect(lane.enter(at: start + .milliseconds(500)))
        #expect(!lane.enter(at: start + .seconds(9)))
        #expect(lane.opening(from: start) == nil)
        lane.leave()
        #expect(lane.enter(at: start + .seconds(9)))
    }

    /// Counts how many transfers have begun and not ended.
    private final class Crowd: Sendable {
        private final class Member: ByteSink {
            let enter: @Sendable () -> Void
            init(_ enter: @escaping @Sendable () -> Void) { self.enter = enter }
            func begin() { enter() }
            func receive(_ bytes: Span<UInt8>) {}
        }

        private let count = Mutex((now: 0, peak: 0))

        var peak: Int { count.withLock(\.peak) }

        func fetch(_ request: TransferRequest, with engine: TransferEngine) async throws -> TransferResult {
            try await withCheckedThrowingContinuation { continuation in
                _ = engine.begin(request, into: Member(enter)) { result in
                    self.count.withLock { $0.now -= 1 }
                    continuation.resume(with: result)
                }
            }
        }

        private func enter() {
            count.withLock { count in
                count.now += 1
                count.peak = max(count.peak, count.now)
            }
        }
    }
}
