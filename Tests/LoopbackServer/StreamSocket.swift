import Glibc

/// A TCP socket on the loopback interface, closed with its last reference.
final class StreamSocket: Sendable {
    struct Failure: Error { let code: Int32 }

    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// A listener on a port of the system's choice.
    static func listening() throws -> StreamSocket {
        let socket = StreamSocket(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        // SAFETY: the kernel reads the address during the call; its size is passed along.
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound, listen(socket.descriptor, 64) == 0 else { throw Failure(code: errno) }
        return socket
    }

    /// The port that the socket is bound to.
    func port() throws -> UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // SAFETY: the kernel writes at most `size` bytes into the address.
        let isKnown = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isKnown else { throw Failure(code: errno) }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Waits for a client; nil when the listener was shut down.
    func accepted() -> StreamSocket? {
        let client = accept(descriptor, nil, nil)
        return client >= 0 ? StreamSocket(client) : nil
    }

    /// Ends both directions, which wakes whoever waits.
    func shutdown() {
        _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// What has come, waiting for the first byte; empty after `milliseconds` of silence, nil at the end.
    func read(within milliseconds: Int32 = -1) -> [UInt8]? {
        var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // SAFETY: poll works on the one entry; recv fills at most the bytes of the array.
        guard unsafe poll(&question, 1, milliseconds) > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// Sends all of `bytes`; false when the client is gone.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            // SAFETY: send reads at most the bytes of the slice.
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Makes the end of this socket a reset.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        // SAFETY: the kernel reads the option during the call.
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}
