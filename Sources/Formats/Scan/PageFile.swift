import Glibc

/// A file that could not be opened or read, and where.
package struct PageFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as it was named.
    package let path: String
    /// Byte offset of the read that failed; nil when the file could not be opened.
    package let offset: Int64?
    /// The system's number of the error (`errno`).
    package let code: Int32

    package var description: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        return "\(path)\(place): \(unsafe String(cString: strerror(code)))"
    }
}

/// A raw page on disk, open for reading; it is closed when the value ends.
package struct PageFile: ~Copyable {
    /// The file as it was named.
    package let path: String
    /// Bytes of the file when it was opened; of one that still grows more than any file has.
    package let size: Int64
    /// Last change when it was opened, in nanoseconds since 1970 UTC.
    package let modified: Int64
    private let descriptor: Int32
    /// How far the file has come; nil when it is whole.
    private let growth: PageGrowth?

    /// More bytes than any file has, and few enough to be added to.
    private static let endlessSize: Int64 = 1 << 60

    /// Opens a whole file for reading.
    ///
    /// - Throws: when it does not exist, may not be read or is a directory.
    package init(open path: String) throws(PageFileError) { try self.init(path, growth: nil) }

    /// Opens a file for reading that is still being written, as `growth` tells.
    ///
    /// Reading waits for bytes that are not there yet, so whoever reads the file to its end is told the same as of the whole one.
    ///
    /// - Throws: when it does not exist, may not be read or is a directory.
    package init(following path: String, _ growth: PageGrowth) throws(PageFileError) {
        try self.init(path, growth: growth)
    }

    private init(_ path: String, growth: PageGrowth?) throws(PageFileError) {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PageFileError(path: path, offset: nil, code: errno) }
        guard let facts = Self.facts(of: descriptor), !facts.isDirectory else {
            close(descriptor)
            throw PageFileError(path: path, offset: nil, code: EISDIR)
        }
        self.path = path
        self.descriptor = descriptor
        self.growth = growth
        size = growth == nil ? facts.size : Self.endlessSize
        modified = facts.modified
    }

    deinit { close(descriptor) }

    /// Whether the file has another size or another time of change than when it was opened; one that grows is meant to.
    package var hasChanged: Bool {
        guard growth == nil else { return false }
        guard let facts = Self.facts(of: descriptor) else { return true }
        return facts.size != size || facts.modified != modified
    }

    /// Reads bytes from `offset` on into `bytes`, as many as fit; returns how many, fewer only at the end of the file.
    ///
    /// - Throws: when the system reports an error, and `ECANCELED` when a file that grows is given up; `offset` names where.
    package func read(at offset: Int64, into bytes: inout MutableSpan<UInt8>) throws(PageFileError) -> Int {
        try awaitBytes(before: offset + Int64(bytes.count))
        // SAFETY: the pointer is used inside this call only and `room` never exceeds the span.
        let outcome = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe Self.fill(buffer, from: descriptor, at: offset)
        }
        guard outcome.code == 0 else { throw PageFileError(path: path, offset: offset, code: outcome.code) }
        // What was read may be of the next attempt.
        guard growth?.isAbandoned != true else { throw PageFileError(path: path, offset: offset, code: ECANCELED) }
        return outcome.count
    }

    /// Waits until a file that grows reaches `end` or is whole.
    private func awaitBytes(before end: Int64) throws(PageFileError) {
        guard let growth, growth.wait(for: end) == nil else { return }
        throw PageFileError(path: path, offset: end, code: ECANCELED)
    }

    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer,
        from descriptor: Int32,
        at offset: Int64
    ) -> (count: Int, code: Int32) {
        var done = 0
        while let start = buffer.baseAddress, done < buffer.count {
            // SAFETY: `done` bytes of the buffer are filled; the rest of it is what the system may write.
            let count = unsafe pread(descriptor, start + done, buffer.count - done, off_t(offset) + off_t(done))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return (done, errno) }
            guard count > 0 else { break }
            done += count
        }
        return (done, 0)
    }

    private static func facts(of descriptor: Int32) -> (size: Int64, modified: Int64, isDirectory: Bool)? {
        var status = stat()
        // SAFETY: the system fills the structure that this function owns.
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        return (Int64(status.st_size), modified, status.st_mode & S_IFMT == S_IFDIR)
    }
}
