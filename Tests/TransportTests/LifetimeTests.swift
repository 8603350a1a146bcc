import Glibc
import LoopbackServer
import Synchronization
import Testing

@testable import Transport

@Suite(.serialized, .timeLimit(.minutes(15)))
struct LifetimeTests {
    @Test func aHandleLetsGoOfWhatItHolds() throws {
        weak var kept: Reception?
        do {
            let reception = Reception(maximumBytes: 1) { _ in }
            kept = reception
            var handle = try CurlHandle(delivering: reception, source: "test")
            var request = TransferRequest(url: "http://127.0.0.1/")
            request.headers = [HTTPHeader("A", "b")]
            request.resolutions = ["h:1:127.0.0.1"]
            try handle.prepare(request, url: request.url, keepsSecrets: true)
        }
        #expect(kept == nil)
    }

    @Test func anEngineThatEndsFailsWhatRuns() async throws {
        let server = try LoopbackServer { _ in [.hold] }
        defer { server.stop() }
        let engine = try TransferEngine(parallel: 1)
        async let first = failure(of: TransferRequest(url: server.url()), with: engine)
        async let second = failure(of: TransferRequest(url: server.url()), with: engine)
        while server.calls.isEmpty { await Task.yield() }
        engine.shutdown()
        #expect(await first?.code == .engineStopped)
        #expect(await second?.code == .engineStopped)
        #expect(await failure(of: TransferRequest(url: server.url()), with: engine)?.code == .engineStopped)
    }

    @Test func aCancelledTaskEndsItsTransfer() async throws {
        let server = try LoopbackServer { _ in [.hold] }
        defer { server.stop() }
        let engine = try TransferEngine()
        let task = Task { await failure(of: TransferRequest(url: server.url()), with: engine) }
        while server.calls.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
    }

    @Test func aTaskCancelledBeforehandFetchesNothing() async throws {
        let server = try LoopbackServer { _ in [.answer("x")] }
        defer { server.stop() }
        let engine = try TransferEngine()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await failure(of: TransferRequest(url: server.url()), with: engine)
        }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(server.calls.isEmpty)
    }

    @Test func aSinkThatFailsEndsTheTransferForGood() async throws {
        final class FullSink: ByteSink {
            let begins = Atomic<Int>(0)
            func begin() { begins.wrappingAdd(1, ordering: .relaxed) }
            func receive(_ bytes: Span<UInt8>) throws { throw DiskFull() }
        }
        struct DiskFull: Error, CustomStringConvertible { let description = "no space left" }
        let server = try LoopbackServer { _ in [.answer("x")] }
        defer { server.stop() }
        let sink = FullSink()
        let error = await #expect(throws: TransportError.self) {
            try await TransferEngine().transfer(TransferRequest(url: server.url()), into: sink)
        }
        #expect(error?.code == .sinkFailed)
        #expect(error?.detail == "no space left")
        #expect(sink.begins.load(ordering: .relaxed) == 1)
    }

    @Test func anEngineThatEndsClosesItsConnections() async throws {
        let server = try LoopbackServer { _ in [.answer("x")] }
        defer { server.stop() }
        let engine = try TransferEngine()
        for _ in 0..<3 { _ = try await fetch(TransferRequest(url: server.url()), with: engine) }
        #expect(connections(to: server.port) == 1)
        engine.shutdown()
        #expect(connections(to: server.port) == 0)
    }

    @Test func aBellClosesBothEnds() throws {
        var bell = Doorbell()
        let pipe = try #require(bell.map { openFile(of: $0.waitingEnd) })
        #expect(openFiles().filter { $0 == pipe }.count == 2)
        bell = nil
        #expect(openFiles().filter { $0 == pipe }.isEmpty)
    }

    /// Descriptors of this process that are connected to `port`.
    private func connections(to port: UInt16) -> Int {
        (0..<Int32(1_024)).filter { descriptor in
            var address = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            // SAFETY: the kernel writes at most `size` bytes into the address.
            let isConnected = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getpeername(descriptor, $0, &size) == 0
                }
            }
            return isConnected && UInt16(bigEndian: address.sin_port) == port
        }.count
    }

    /// What every open descriptor stands for.
    private func openFiles() -> [ino_t] { (0..<Int32(1_024)).compactMap(openFile) }

    private func openFile(of descriptor: Int32) -> ino_t? {
        var facts = stat()
        return unsafe fstat(descriptor, &facts) == 0 ? facts.st_ino : nil
    }
}
