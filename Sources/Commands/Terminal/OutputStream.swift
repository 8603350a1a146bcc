package import Dossiers
import Glibc
import Reports
import Synchronization

/// Thrown when whoever read the output has closed it.
package struct OutputClosed: Error, Sendable, Hashable {
    package init() {}
}

/// Thrown when output cannot be written, for instance because the disk is full.
package struct OutputFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The number of the operating system's error.
    package let number: Int32

    /// English, for a person.
    package var description: String { "\(sentence)" }
}

extension OutputFailure: Tellable {
    package var sentence: Sentence {
        // SAFETY: strerror answers a NUL-terminated text that is copied at once.
        let reason = unsafe strerror(number).map { unsafe Sentence(said: String(cString: $0)) } ?? "error \(number)"
        return "cannot write the output: \(reason)"
    }
}

/// Standard output or standard error, or a place that keeps what is written (for tests); safe from any thread.
package final class OutputStream: Sendable {
    private static let bufferSize = 1 << 16

    private let descriptor: Int32?
    private let buffer = Mutex<[UInt8]>([])
    /// Whether a person looks at it.
    package let isTerminal: Bool

    /// A stream to an open file descriptor.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
    }

    /// A stream that keeps everything in `captured`.
    package init(capturingAsTerminal isTerminal: Bool = false) {
        descriptor = nil
        self.isTerminal = isTerminal
    }

    /// Columns and rows of the terminal; 80 and 24 where nobody tells.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        // SAFETY: the kernel fills the structure during the call.
        guard let descriptor, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// What a capturing stream has kept.
    package var captured: String { buffer.withLock { String(decoding: $0, as: UTF8.self) } }

    /// Lets `render` append bytes; they go out when enough have come together.
    package func append(_ render: (inout [UInt8]) -> Void) throws {
        try buffer.withLock { buffer in
            render(&buffer)
            if buffer.count >= OutputStream.bufferSize { try send(&buffer) }
        }
    }

    /// Writes a text.
    package func write(_ text: String) throws { try append { $0.append(contentsOf: text.utf8) } }

    /// Sends out what is buffered; throws `OutputClosed` or `OutputFailure`.
    package func flush() throws { try buffer.withLock { try send(&$0) } }

    private func send(_ buffer: inout [UInt8]) throws {
        guard let descriptor else { return }
        defer { buffer.removeAll(keepingCapacity: true) }
        var done = 0
        while done < buffer.count {
            // SAFETY: the pointer lives for the call only, and `done` stays within the count.
            let written = unsafe buffer.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if written > 0 {
                done += written
            } else if errno != EINTR {
                throw errno == EPIPE ? OutputClosed() : OutputFailure(number: errno)
            }
        }
    }
}
