import Foundation
import Synchronization

/// An HTTP server on 127.0.0.1 that answers every call with the acts of a script, faults included.
package final class LoopbackServer: Sendable {
    /// One thing the server does with a connection.
    package enum Act: Sendable {
        case send([UInt8])
        /// Says nothing until the client hangs up or the server ends.
        case hold
        /// Does something of its own, for instance waits until the test wants it to go on.
        case pause(@Sendable () -> Void)
        /// Ends the connection in order.
        case close
        /// Ends the connection with a reset.
        case reset
    }

    /// The port that the system chose.
    package let port: UInt16
    private let listener: StreamSocket
    private let script: @Sendable (HTTPCall) -> [Act]
    private let received = Mutex<[HTTPCall]>([])
    private let connections = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)

    /// Starts listening; `script` says what to do with each call, which it numbers from 0.
    package init(_ script: @escaping @Sendable (HTTPCall) -> [Act]) throws {
        let listener = try StreamSocket.listening()
        self.listener = listener
        self.script = script
        port = try listener.port()
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// The address of `path` on this server.
    package func url(_ path: String = "/", host: String = "127.0.0.1") -> String { "http://\(host):\(port)\(path)" }

    /// The calls so far, in the order they came.
    package var calls: [HTTPCall] { received.withLock { $0 } }

    /// Connections accepted so far.
    package var connectionCount: Int { connections.load(ordering: .relaxed) }

    /// Ends the listener, and every connection as soon as it looks up.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        listener.shutdown()
    }

    private var hasStopped: Bool { isStopped.load(ordering: .relaxed) }

    private func acceptAll() {
        while !hasStopped, let connection = listener.accepted() {
            connections.wrappingAdd(1, ordering: .relaxed)
            Thread.detachNewThread { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: StreamSocket) {
        var unread: [UInt8] = []
        while !hasStopped, let call = readCall(from: connection, keeping: &unread) {
            for act in script(call) where !perform(act, on: connection) { return }
        }
    }

    private func readCall(from connection: StreamSocket, keeping unread: inout [UInt8]) -> HTTPCall? {
        while true {
            if let call = HTTPCall(taking: &unread, number: calls.count) {
                received.withLock { $0.append(call) }
                return call
            }
            guard let more = connection.read() else { return nil }
            unread += more
        }
    }

    /// False when the connection is over.
    private func perform(_ act: Act, on connection: StreamSocket) -> Bool {
        switch act {
        case .send(let bytes): return connection.write(bytes)
        case .pause(let work):
            work()
            return true
        case .close: return false
        case .reset:
            connection.resetOnClose()
            return false
        case .hold:
            while !hasStopped, connection.read(within: 50) != nil {}
            return false
        }
    }
}
