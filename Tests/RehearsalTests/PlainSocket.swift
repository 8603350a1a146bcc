import Glibc

/// A connection to a port of 127.0.0.1, as bare as the system gives it.
struct PlainSocket: ~Copyable {
    /// What came of waiting for bytes.
    enum Piece {
        case bytes([UInt8])
        case closed
        case reset
        case silence
    }

    struct Failure: Error { let code: Int32 }

    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        // SAFETY: the kernel reads the address during the call; its size is passed along.
        let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw Failure(code: errno) }
    }

    deinit { close(descriptor) }

    func write(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            // SAFETY: the kernel reads the slice during the call.
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits for the next bytes.
    func read(milliseconds: Int32) throws -> Piece {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // SAFETY: one entry is passed, and the kernel writes to it during the call.
        guard unsafe poll(&wanted, 1, milliseconds) > 0 else { return .silence }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        // SAFETY: the kernel writes at most the size of the buffer.
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count > 0 { return .bytes(Array(bytes.prefix(count))) }
        if count == 0 { return .closed }
        guard errno == ECONNRESET else { throw Failure(code: errno) }
        return .reset
    }
}
