import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(15)))
struct RetryTests {
    @Test(arguments: ["408 Late", "425 Early", "429 Many", "500 Error", "502 Gateway", "503 Busy", "504 Late"])
    func aPassingStatusIsTriedAgain(_ status: String) async throws {
        let server = try LoopbackServer { call in
            call.number < 2 ? [.answer("busy", status: status)] : [.answer("ready")]
        }
        defer { server.stop() }
        let (result, body) = try await fetch(
            TransferRequest(url: server.url()),
            with: try TransferEngine(pace: leapingPace())
        )
        #expect(body == "ready")
        #expect(result.attempts == 3)
        #expect(result.timing.waited == .milliseconds(1_500))
    }

    @Test(arguments: ["400 Bad", "401 Login", "403 No", "404 No", "410 Gone"])
    func aLastingStatusIsNotTriedAgain(_ status: String) async throws {
        let server = try LoopbackServer { _ in [.answer("no", status: status)] }
        defer { server.stop() }
        let error = await failure(of: TransferRequest(url: server.url()))
        #expect(error?.attempts == 1)
        #expect(server.calls.count == 1)
    }

    @Test func everyAttemptStartsTheBodyAnew() async throws {
        let server = try LoopbackServer { call in
            call.number == 0 ? [.answer("the first half", length: 99), .close] : [.answer("whole")]
        }
        defer { server.stop() }
        let (result, body) = try await fetch(
            TransferRequest(url: server.url()),
            with: try TransferEngine(pace: leapingPace(fraction: 0))
        )
        #expect(body == "whole")
        #expect(result.bytes == 5)
        #expect(result.attempts == 2)
    }

    @Test func aServerThatNamesItsPauseIsObeyed() async throws {
        let server = try LoopbackServer { call in
            call.number == 0 ? [.answer("busy", status: "503 Busy", headers: ["Retry-After: 7"])] : [.answer("ready")]
        }
        defer { server.stop() }
        let (result, _) = try await fetch(
            TransferRequest(url: server.url()),
            with: try TransferEngine(pace: leapingPace(fraction: 0))
        )
        #expect(result.timing.waited == .seconds(7))
    }

    @Test func aPauseBeyondPatienceEndsTheTransfer() async throws {
        let server = try LoopbackServer { _ in [.answer("busy", status: "503 Busy", headers: ["Retry-After: 86400"])] }
        defer { server.stop() }
        let error = await failure(of: TransferRequest(url: server.url()))
        #expect(error?.status == 503)
        #expect(error?.attempts == 1)
    }

    @Test func attemptsAreLimited() async throws {
        let server = try LoopbackServer { _ in [.reset] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.retries = RetryPolicy(attempts: 3)
        let error = await failure(of: request, with: try TransferEngine(pace: leapingPace()))
        #expect(error?.attempts == 3)
        #expect(server.calls.count == 3)
    }

    @Test func noAttemptBeginsAfterTheDeadline() async throws {
        let server = try LoopbackServer { _ in [.answer("busy", status: "503 Busy", headers: ["Retry-After: 60"])] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.deadline = .now + .seconds(59)
        let error = await failure(of: request)
        #expect(error?.status == 503)
        #expect(error?.attempts == 1)
        #expect(server.calls.count == 1)
    }

    @Test func aPostThatOnlyAsksIsTriedAgain() async throws {
        let server = try LoopbackServer { call in
            call.number == 0 ? [.answer("busy", status: "503 Busy")] : [.answer("answer")]
        }
        defer { server.stop() }
        var request = TransferRequest(url: server.url(), method: .post(body: [1, 2], contentType: "text/plain"))
        request.isRepeatable = true
        let (result, body) = try await fetch(request, with: try TransferEngine(pace: leapingPace()))
        #expect(body == "answer")
        #expect(result.attempts == 2)
        #expect(server.calls.map(\.body) == [[1, 2], [1, 2]])
    }

    @Test func aGetThatMustNotBeRepeatedIsNot() async throws {
        let server = try LoopbackServer { _ in [.answer("busy", status: "503 Busy")] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.isRepeatable = false
        #expect(await failure(of: request)?.attempts == 1)
    }

    @Test func aPauseStaysWithinItsBounds() {
        let policy = RetryPolicy(attempts: 40, base: .milliseconds(100), cap: .seconds(5))
        for attempt in 1..<40 {
            let bound = min(Duration.seconds(5), .milliseconds(100) * (1 << min(attempt - 1, 20)))
            #expect(policy.pause(after: attempt, requested: nil, fraction: 0) == .zero)
            #expect(policy.pause(after: attempt, requested: nil, fraction: 1) == bound)
            #expect(policy.pause(after: attempt, requested: .seconds(9), fraction: 0) == .seconds(9))
        }
        #expect(policy.pause(after: 40, requested: nil, fraction: 0) == nil)
        #expect(RetryPolicy.never.pause(after: 1, requested: nil, fraction: 0) == nil)
    }
}
