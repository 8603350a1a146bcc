import Glibc
import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(15)))
struct TransferTests {
    @Test func aBodyArrivesWholeWithItsFacts() async throws {
        let server = try LoopbackServer { _ in
            [.answer("dossiers", headers: ["Content-Type: application/json", "X-Total-Count: 12", "X-Other: no"])]
        }
        defer { server.stop() }
        let (result, body) = try await fetch(TransferRequest(url: server.url("/hs?page=2&ten=Nguyen")))
        #expect(body == "dossiers")
        #expect(result.status == 200)
        #expect(result.bytes == 8)
        #expect(result.declaredBytes == 8)
        #expect(result.contentType == "application/json")
        #expect(result.headers == ["x-total-count": "12"])
        #expect(result.source == server.url("/hs?page=2&ten=*"))
        #expect(server.calls.map(\.target) == ["/hs?page=2&ten=Nguyen"])
    }

    @Test func connectionsAreKeptBetweenTransfers() async throws {
        let server = try LoopbackServer { _ in [.answer("x")] }
        defer { server.stop() }
        let engine = try TransferEngine()
        for _ in 0..<5 { _ = try await fetch(TransferRequest(url: server.url()), with: engine) }
        #expect(server.calls.count == 5)
        #expect(server.connectionCount == 1)
    }

    @Test func manyTransfersShareFewPlaces() async throws {
        let server = try LoopbackServer { call in [.answer(String(repeating: "\(call.target)\n", count: 2_000))] }
        defer { server.stop() }
        let engine = try TransferEngine(parallel: 3)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let (_, body) = try await fetch(TransferRequest(url: server.url("/\(number)")), with: engine)
                    #expect(body == String(repeating: "/\(number)\n", count: 2_000))
                }
            }
            try await group.waitForAll()
        }
        #expect(server.connectionCount <= 3)
    }

    @Test func aThreadMayWaitForATransfer() throws {
        let server = try LoopbackServer { _ in [.answer("plain thread")] }
        defer { server.stop() }
        let collector = ByteCollector()
        let result = try TransferEngine().perform(TransferRequest(url: server.url()), into: collector)
        #expect(result.status == 200)
        #expect(String(decoding: collector.bytes, as: UTF8.self) == "plain thread")
    }

    @Test func aCompressedBodyIsUnpackedAndCountedUnpacked() async throws {
        let server = try LoopbackServer { call in
            #expect(call.headers["accept-encoding"]?.contains("gzip") == true)
            let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(gzippedZeros.count)\r\n\r\n"
            return [.send(head), .send(gzippedZeros)]
        }
        defer { server.stop() }
        let (result, body) = try await fetch(TransferRequest(url: server.url()))
        #expect(result.bytes == 1_000_000)
        #expect(body == String(repeating: "0", count: 1_000_000))
    }

    @Test func aCompressionBombStopsAtTheLimit() async throws {
        let server = try LoopbackServer { _ in
            let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(gzippedZeros.count)\r\n\r\n"
            return [.send(head), .send(gzippedZeros)]
        }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.maximumBytes = 100_000
        #expect(await failure(of: request)?.code == .tooLarge)
    }

    @Test func aPostCarriesItsBodyOnceEvenWhenTheServerIsUnwell() async throws {
        let server = try LoopbackServer { _ in [.answer("no", status: "503 Unwell")] }
        defer { server.stop() }
        let method = TransferRequest.Method.post(body: Array(#"{"data":[]}"#.utf8), contentType: "application/json")
        let error = await failure(of: TransferRequest(url: server.url(), method: method))
        #expect(error?.code == .unwantedStatus)
        #expect(error?.status == 503)
        #expect(server.calls.count == 1)
        #expect(server.calls.first?.method == "POST")
        #expect(server.calls.first.map { String(decoding: $0.body, as: UTF8.self) } == #"{"data":[]}"#)
        #expect(server.calls.first?.headers["content-type"] == "application/json")
    }

    @Test func aStatusOfTheCallersChoiceIsAnAnswer() async throws {
        let server = try LoopbackServer { _ in [.answer("<Fault/>", status: "500 Fault")] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.acceptedStatuses = 200...599
        let (result, body) = try await fetch(request)
        #expect(result.status == 500)
        #expect(body == "<Fault/>")
    }
}
