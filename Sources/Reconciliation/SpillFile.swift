package import Dossiers
import Glibc

/// An error of the temporary space that a reconciliation spills to.
package struct SpillError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried.
    package let operation: String
    /// The system's error number.
    package let number: Int32

    package var description: String { "\(sentence)" }
}

extension SpillError: Tellable {
    package var sentence: Sentence {
        let reason = unsafe String(cString: strerror(number))
        return "temporary space for reconciling: \(Sentence(said: operation)): \(Sentence(said: reason))"
    }
}

/// An unlinked temporary file that grows at its end; it vanishes with the process, however that ends.
///
/// `@unchecked Sendable`: one owner alone appends; `read` may run from any number of threads once writing is over.
final class SpillFile: @unchecked Sendable {
    private let descriptor: Int32
    private var words = 0

    /// A new file in `directory`.
    init(in directory: String) throws(SpillError) {
        var template = Array("\(directory)/doisoat-spill-XXXXXX".utf8CString)
        // SAFETY: a private, terminated buffer that mkstemp only writes within.
        descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw SpillError(operation: "create a file in \(directory)", number: errno) }
        // SAFETY: the buffer now holds the terminated path that mkstemp made.
        _ = unsafe unlink(template)
    }

    deinit { close(descriptor) }

    /// Writes all words at the end and tells where they begin.
    func append(_ block: Span<UInt64>) throws(SpillError) -> Int {
        let start = words
        // SAFETY: words have no padding, so their bytes are all initialised.
        try unsafe write(block.bytes, at: start * 8)
        words += block.count
        return start
    }

    private func write(_ bytes: RawSpan, at start: Int) throws(SpillError) {
        var done = 0
        while done < bytes.byteCount {
            // SAFETY: the pointer stays within the closure, the count within the span.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + done },
                    buffer.count - done,
                    off_t(start + done)
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SpillError(operation: "write", number: count < 0 ? errno : ENOSPC) }
            done += count
        }
    }

    /// Appends the words from `start` on to `target`.
    func read(from start: Int, count: Int, into target: inout [UInt64]) throws(SpillError) {
        var failure: SpillError?
        let before = target.count
        target.append(contentsOf: repeatElement(0, count: count))
        // SAFETY: the pointer stays within the closure; reads end at the buffer's end.
        unsafe target.withUnsafeMutableBytes { buffer in
            var done = before * 8
            while done < buffer.count {
                let position = off_t(start * 8 + done - before * 8)
                let got = unsafe pread(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + done },
                    buffer.count - done,
                    position
                )
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = SpillError(operation: "read", number: got < 0 ? errno : EIO)
                    return
                }
                done += got
            }
        }
        if let failure { throw failure }
    }
}
