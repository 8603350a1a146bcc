import Glibc

/// A file being written in large pieces; what was begun is finished by `close`.
struct OutputFile: ~Copyable {
    private let descriptor: CInt
    private let path: String
    private var buffer = ByteText(capacity: OutputFile.pieceBytes + 65_536)

    /// Bytes collected before the system is called.
    private static let pieceBytes = 1 << 20

    /// Creates or empties the file; `mode` says who may read and write a new one.
    ///
    /// - Throws: `OutputError` when the system refuses.
    init(creating path: String, mode: mode_t = 0o644) throws(OutputError) {
        // SAFETY: the path is handed over for the call only.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        self.path = path
        guard descriptor >= 0 else { throw OutputError(path: path, code: errno) }
    }

    /// Opens a file that exists, to write behind its end.
    ///
    /// - Throws: `OutputError` when the system refuses.
    init(appendingTo path: String) throws(OutputError) {
        // SAFETY: the path is handed over for the call only.
        descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw OutputError(path: path, code: errno) }
    }

    deinit { _ = Glibc.close(descriptor) }

    /// Appends whatever `body` writes.
    mutating func write(_ body: (inout ByteText) -> Void) throws(OutputError) {
        body(&buffer)
        if buffer.count >= OutputFile.pieceBytes { try flush() }
    }

    /// Hands everything over to the system.
    mutating func flush() throws(OutputError) {
        var start = 0
        while start < buffer.count {
            // SAFETY: the span lives for the call, and `write` reads at most `count` bytes of it.
            let written = unsafe buffer.bytes.span.extracting(start...).withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            }
            guard written > 0 || errno == EINTR else { throw OutputError(path: path, code: errno) }
            start += max(written, 0)
        }
        buffer.removeAll()
    }
}

/// A file or folder that could not be written.
package struct OutputError: Error, Hashable, CustomStringConvertible {
    /// Where.
    package let path: String
    /// The system's error number.
    package let code: CInt

    /// One line for a person.
    package var description: String {
        // SAFETY: `strerror` returns a terminated string that is copied before any other call.
        guard let text = unsafe strerror(code) else { return "\(path): error \(code)" }
        return unsafe "\(path): \(String(cString: text))"
    }
}
