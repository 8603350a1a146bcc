import LoopbackServer
import Testing
import Transport

/// What a server can do wrong, and the word for it.
@Suite(.timeLimit(.minutes(15)))
struct FaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let acts: [LoopbackServer.Act]
        let code: TransportError.Code
        var maximumBytes: Int64 = 1 << 20
    }

    static let faults = [
        Fault(testDescription: "cut body", acts: [.answer("half", length: 8), .close], code: .cutShort),
        Fault(testDescription: "reset", acts: [.reset], code: .connectionLost),
        Fault(testDescription: "reset in body", acts: [.answer("half", length: 8), .reset], code: .connectionLost),
        Fault(testDescription: "no answer", acts: [.close], code: .connectionLost),
        Fault(testDescription: "half a header", acts: [.send("HTTP/1.1 200 O"), .close], code: .connectionLost),
        Fault(testDescription: "no HTTP", acts: [.send("220 ftp ready\r\n\r\n"), .close], code: .badAnswer),
        Fault(testDescription: "cut chunk", acts: [.send(chunkedHead + "8\r\nhalf"), .close], code: .cutShort),
        Fault(testDescription: "bad chunk", acts: [.send(chunkedHead + "zz\r\n"), .close], code: .connectionLost),
        Fault(testDescription: "huge declared", acts: [.answer("x", length: 1 << 30), .hold], code: .tooLarge),
        Fault(
            testDescription: "huge undeclared",
            acts: [.send("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 2 << 20)), .hold],
            code: .tooLarge
        ),
        Fault(
            testDescription: "no gzip",
            acts: [.answer("plainly not gzip", headers: ["Content-Encoding: gzip"])],
            code: .badEncoding
        ),
        Fault(testDescription: "unknown page", acts: [.answer("no", status: "404 Not Found")], code: .unwantedStatus),
        Fault(testDescription: "part unasked", acts: [.answer("no", status: "206 Part")], code: .unwantedStatus),
        Fault(testDescription: "not modified", acts: [.send("HTTP/1.1 304 Not\r\n\r\n")], code: .unwantedStatus),
    ]
    static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: faults)
    func everyFaultHasItsWord(_ fault: Fault) async throws {
        let server = try LoopbackServer { _ in fault.acts }
        defer { server.stop() }
        var request = TransferRequest(url: server.url("/hs?soGiayTo=012345678901"))
        request.retries = .never
        request.maximumBytes = fault.maximumBytes
        let error = await failure(of: request)
        #expect(error?.code == fault.code, "\(String(describing: error?.diagnostic))")
        #expect(error?.attempts == 1)
        #expect(error?.description.contains("012345678901") == false)
    }

    @Test func aServerThatStopsSendingIsStalled() async throws {
        let server = try LoopbackServer { _ in [.answer("", length: 8), .hold] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.retries = .never
        request.timeouts.stall = .seconds(1)
        #expect(await failure(of: request)?.code == .stalled)
    }

    @Test func aServerThatNeverAnswersRunsOutOfTime() async throws {
        let server = try LoopbackServer { _ in [.hold] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.retries = .never
        request.timeouts.total = .milliseconds(100)
        #expect(await failure(of: request)?.code == .timedOut)
    }

    @Test func nobodyListening() async throws {
        let server = try LoopbackServer { _ in [] }
        let url = server.url()
        server.stop()
        var request = TransferRequest(url: url)
        request.retries = RetryPolicy(attempts: 3)
        let error = await failure(of: request, with: try TransferEngine(pace: leapingPace()))
        #expect(error?.code == .connectionFailed)
        #expect(error?.attempts == 3)
        #expect(error?.isTransient == true)
    }

    @Test func anUnknownNameIsSaidSo() async throws {
        var request = TransferRequest(url: "http://\(String(repeating: "a", count: 64)).invalid/")
        request.retries = .never
        #expect(await failure(of: request)?.code == .hostNotFound)
    }

    @Test func theStartOfAnUnwantedAnswerIsKeptApartFromTheDescription() async throws {
        let server = try LoopbackServer { _ in
            [.answer("Nguyen Van Mau A" + String(repeating: ".", count: 4_000), status: "400 Bad")]
        }
        defer { server.stop() }
        let error = try #require(await failure(of: TransferRequest(url: server.url())))
        #expect(error.answerStart.count == 512)
        #expect(String(decoding: error.answerStart, as: UTF8.self).hasPrefix("Nguyen Van Mau A"))
        #expect(!"\(error)".contains("Nguyen"))
    }

    @Test func anEndlessUnwantedAnswerEndsEarlyWithItsStatus() async throws {
        let server = try LoopbackServer { _ in
            [.send("HTTP/1.1 404 No\r\n\r\n" + String(repeating: "x", count: 1 << 20)), .hold]
        }
        defer { server.stop() }
        let error = await failure(of: TransferRequest(url: server.url()))
        #expect(error?.code == .unwantedStatus)
        #expect(error?.status == 404)
    }
}
