import Glibc

/// One file of a run folder while it is written: buffered, counted and hashed on the way.
package struct RunFile: ~Copyable {
    private static let bufferSize = 1 << 16

    /// Path inside the run folder.
    package let name: String
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var digest = SHA256()
    private var count = 0

    /// Creates the file, which must not exist.
    ///
    /// - Parameter mode: 0600 where personal data stands in clear.
    init(name: String, in folder: String, mode: mode_t) throws(RunFolderError) {
        self.name = name
        path = folder + "/" + name
        // SAFETY: the path is a Swift text that lives for the call.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw RunFolderError(.create, path: path) }
        buffer.reserveCapacity(RunFile.bufferSize + RunFile.bufferSize / 4)
    }

    deinit { close(descriptor) }

    /// Lets `render` append bytes, and writes them out when enough have come together.
    package mutating func append(_ render: (inout [UInt8]) -> Void) throws(RunFolderError) {
        render(&buffer)
        if buffer.count >= RunFile.bufferSize { try flush() }
    }

    /// Writes the rest, syncs, and answers what the manifest says of the file.
    ///
    /// - Parameter records: records that the file holds; nil where records mean nothing.
    consuming func finish(records: Int?) throws(RunFolderError) -> ManifestEntry {
        try flush()
        guard fsync(descriptor) == 0 else { throw RunFolderError(.sync, path: path) }
        return ManifestEntry(name: name, bytes: count, sha256: digest.hexadecimal(), records: records)
    }

    private mutating func flush() throws(RunFolderError) {
        var pending: [UInt8] = []
        swap(&pending, &buffer)
        digest.update(pending.span)
        count += pending.count
        var done = 0
        while done < pending.count {
            // SAFETY: the pointer lives for the call only, and `done` stays within the count.
            let written = unsafe pending.withUnsafeBytes { bytes in
                unsafe write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if written > 0 {
                done += written
            } else if errno != EINTR {
                throw RunFolderError(.write, path: path)
            }
        }
        pending.removeAll(keepingCapacity: true)
        buffer = pending
    }
}
