import LoopbackServer
import Synchronization
import Testing

@testable import Transport

/// A transfer that breaks off goes on where it broke, when the content is provably the same.
@Suite(.timeLimit(.minutes(15)))
struct ResumeTests {
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
    func aBodyThatIsCutAgainAndAgainArrivesByteForByte(_ seed: UInt64) async throws {
        let store = Store(seed: seed, size: 200_000)
        let server = try LoopbackServer { store.answer($0, cuts: 10) }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.retries.attempts = 4
        let sink = CountingSink()
        let result = try await TransferEngine(pace: leapingPace()).transfer(request, into: sink)
        #expect(sink.bytes == store.content)
        #expect(sink.begins == 1)
        #expect(result.status == 200)
        #expect(result.bytes == 200_000)
        #expect(result.declaredBytes == 200_000)
        #expect(result.attempts == 11)
        #expect(server.calls.dropFirst().allSatisfy { $0.headers["if-range"] == "\"v1\"" })
    }

    @Test func contentThatChangedBeginsAnew() async throws {
        let old = Store(seed: 1, size: 50_000)
        let new = Store(seed: 2, size: 40_000, tag: "\"v2\"")
        let server = try LoopbackServer { $0.number == 0 ? old.answer($0, cuts: 1) : new.answer($0, cuts: 0) }
        defer { server.stop() }
        let sink = CountingSink()
        let result = try await TransferEngine(pace: leapingPace())
            .transfer(TransferRequest(url: server.url()), into: sink)
        #expect(sink.bytes == new.content)
        #expect(sink.begins == 2)
        #expect(result.bytes == 40_000)
        #expect(server.calls.last?.headers["range"] != nil)
    }

    @Test(arguments: [
        ["ETag: W/\"v1\"", "Accept-Ranges: bytes"], ["ETag: \"v1\""], ["Accept-Ranges: bytes"],
        ["ETag: \"v1\"", "Accept-Ranges: none"],
        [
            "Accept-Ranges: bytes", "Last-Modified: Tue, 24 Nov 2026 08:00:00 GMT",
            "Date: Tue, 24 Nov 2026 08:00:30 GMT",
        ],
    ])
    func withoutProofTheBodyBeginsAnew(_ headers: [String]) async throws {
        let server = try LoopbackServer { call in
            call.number == 0 ? [.answer("first half", headers: headers, length: 99), .close] : [.answer("whole")]
        }
        defer { server.stop() }
        let sink = CountingSink()
        _ = try await TransferEngine(pace: leapingPace()).transfer(TransferRequest(url: server.url()), into: sink)
        #expect(sink.bytes == Array("whole".utf8))
        #expect(sink.begins == 2)
        #expect(server.calls.last?.headers["range"] == nil)
    }

    @Test func anOldDateOfChangeIsProof() async throws {
        let server = try LoopbackServer { call in
            let date = "Last-Modified: Tue, 24 Nov 2026 08:00:00 GMT"
            let facts = [date, "Date: Tue, 24 Nov 2026 09:00:00 GMT", "Accept-Ranges: bytes"]
            guard call.number > 0 else { return [.answer("first ", headers: facts, length: 12), .close] }
            #expect(call.headers["if-range"] == "Tue, 24 Nov 2026 08:00:00 GMT")
            return [.answer("second", status: "206 Part", headers: ["Content-Range: bytes 6-11/12"])]
        }
        defer { server.stop() }
        let (result, body) = try await fetch(
            TransferRequest(url: server.url()),
            with: try TransferEngine(pace: leapingPace())
        )
        #expect(body == "first second")
        #expect(result.attempts == 2)
    }

    @Test(arguments: [
        ("206 Part", ["Content-Range: bytes 5-11/12"]), ("206 Part", ["Content-Range: bytes 6-12/13"]),
        ("206 Part", []), ("206 Part", ["Content-Range: bytes 6-11/12", "ETag: \"v2\""]),
        ("206 Part", ["Content-Range: bytes 6-11/12", "Content-Encoding: gzip"]),
        ("416 Range", ["Content-Range: bytes */3"]),
    ])
    func anAnswerThatIsNotTheRestIsNotTakenForIt(_ status: String, _ headers: [String]) async throws {
        let server = try LoopbackServer { call in
            switch call.number {
            case 0: [.answer("first ", headers: ["ETag: \"v1\"", "Accept-Ranges: bytes"], length: 12), .close]
            case 1: [.answer("second", status: status, headers: headers)]
            default: [.answer("whole")]
            }
        }
        defer { server.stop() }
        let sink = CountingSink()
        let result = try await TransferEngine(pace: leapingPace())
            .transfer(TransferRequest(url: server.url()), into: sink)
        #expect(sink.bytes == Array("whole".utf8))
        #expect(sink.begins == 2)
        #expect(result.attempts == 3)
        #expect(server.calls.map { $0.headers["range"] } == [nil, "bytes=6-", nil])
    }

    @Test func aPassingRefusalKeepsThePlace() async throws {
        let store = Store(seed: 5, size: 30_000)
        let server = try LoopbackServer { call in
            call.number == 1 ? [.answer("busy", status: "503 Busy")] : store.answer(call, cuts: 1)
        }
        defer { server.stop() }
        let sink = CountingSink()
        _ = try await TransferEngine(pace: leapingPace()).transfer(TransferRequest(url: server.url()), into: sink)
        #expect(sink.bytes == store.content)
        #expect(sink.begins == 1)
    }

    @Test func theLimitHoldsForTheWhole() async throws {
        let store = Store(seed: 6, size: 30_000)
        let server = try LoopbackServer { store.answer($0, cuts: 3, declares: false) }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.maximumBytes = 29_999
        let error = await failure(of: request, with: try TransferEngine(pace: leapingPace()))
        #expect(error?.code == .tooLarge)
    }

    @Test func aServerThatNeverEndsIsGivenUp() async throws {
        let store = Store(seed: 7, size: 1_000_000)
        let server = try LoopbackServer { store.answer($0, cuts: .max) }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.retries.attempts = 2
        let error = await failure(of: request, with: try TransferEngine(pace: leapingPace()))
        #expect(error?.attempts == 6)
        #expect(error?.code == .cutShort)
    }

    @Test func whoWantsNoResumptionGetsNone() async throws {
        let store = Store(seed: 8, size: 10_000)
        let server = try LoopbackServer { store.answer($0, cuts: 1) }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.resumes = false
        let sink = CountingSink()
        _ = try await TransferEngine(pace: leapingPace()).transfer(request, into: sink)
        #expect(sink.bytes == store.content)
        #expect(sink.begins == 2)
    }
}

/// Content with an entity tag, of which a server gives the rest and which it cuts at random places.
private final class Store: Sendable {
    let content: [UInt8]
    private let tag: String
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64, size: Int, tag: String = "\"v1\"") {
        var generator = SeededGenerator(state: seed)
        content = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
        self.tag = tag
        self.generator = Mutex(generator)
    }

    /// Answers `call`; the first `cuts` calls break off within the first twentieth of what is left, never at once.
    func answer(_ call: HTTPCall, cuts: Int, declares: Bool = true) -> [LoopbackServer.Act] {
        let isRest = call.headers["if-range"] == tag
        let start = isRest ? call.headers["range"].flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0 : 0
        var head = isRest ? "HTTP/1.1 206 Part\r\n" : "HTTP/1.1 200 OK\r\n"
        if isRest { head += "Content-Range: bytes \(start)-\(content.count - 1)/\(content.count)\r\n" }
        if declares { head += "Content-Length: \(content.count - start)\r\n" }
        head += "Accept-Ranges: bytes\r\nETag: \(tag)\r\n\r\n"
        guard call.number < cuts else { return [.send(Array(head.utf8) + content[start...]), .close] }
        let length = generator.withLock { Int.random(in: 1...max(1, (content.count - start) / 20), using: &$0) }
        let part = Array(head.utf8) + content[start..<start + length]
        return [.send(part), declares ? .close : .reset]
    }
}

/// Keeps the body and counts its beginnings.
final class CountingSink: ByteSink {
    private let state = Mutex((bytes: [UInt8](), begins: 0))
    private let whenReceived: @Sendable () -> Void

    init(whenReceived: @escaping @Sendable () -> Void = {}) {
        self.whenReceived = whenReceived
    }

    var bytes: [UInt8] { state.withLock(\.bytes) }
    var begins: Int { state.withLock(\.begins) }

    func begin() {
        state.withLock { state in
            state.bytes = []
            state.begins += 1
        }
    }

    func receive(_ bytes: Span<UInt8>) {
        // SAFETY: the bytes are copied during the call.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            state.withLock { state in unsafe state.bytes.append(contentsOf: buffer) }
        }
        whenReceived()
    }
}
