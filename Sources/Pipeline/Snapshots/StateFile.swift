import Glibc
import Reports

/// A file of what is remembered of a source, while it is written; for its owner alone.
// SAFETY: every path passed to C is a Swift text that lives for the call.
struct StateFile: ~Copyable {
    /// What a file came to.
    struct Contents: Sendable, Hashable {
        let bytes: Int64
        let seal: ByteSeal
    }

    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var bytes: Int64 = 0
    private var seal = ByteSeal()

    /// Begins the file; what an earlier attempt left under its name is overwritten.
    init(create path: String) throws(RunFolderError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw RunFolderError(.create, path: path) }
        buffer.reserveCapacity(ByteSeal.blockBytes)
    }

    deinit { close(descriptor) }

    /// Appends bytes; they go to the disk a block at a time.
    mutating func append(_ more: Span<UInt8>) throws(RunFolderError) {
        var start = 0
        while start < more.count {
            let end = min(more.count, start + ByteSeal.blockBytes - buffer.count)
            let piece = more.extracting(start..<end)
            buffer.append(addingCapacity: piece.count) { free in
                for index in piece.indices { free.append(piece[index]) }
            }
            if buffer.count == ByteSeal.blockBytes { try flush() }
            start = end
        }
    }

    /// Writes the rest and returns once the disk has it.
    consuming func finish() throws(RunFolderError) -> Contents {
        try flush()
        guard fsync(descriptor) == 0 else { throw RunFolderError(.sync, path: path) }
        return Contents(bytes: bytes, seal: seal)
    }

    /// Writes the rest of a file that need not outlive the process.
    consuming func finishScratch() throws(RunFolderError) { try flush() }

    private mutating func flush() throws(RunFolderError) {
        guard !buffer.isEmpty else { return }
        var block: [UInt8] = []
        swap(&block, &buffer)
        seal.add(block.span)
        bytes += Int64(block.count)
        var done = 0
        while done < block.count {
            // SAFETY: the pointer lives for the call only, and `done` stays within the count.
            let written = unsafe block.withUnsafeBytes { bytes in
                unsafe write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw RunFolderError(.write, path: path, number: written < 0 ? errno : ENOSPC)
            }
            done += written
        }
        block.removeAll(keepingCapacity: true)
        buffer = block
    }
}

extension StateFile {
    /// Makes the names in a folder durable.
    static func sync(folder: String) throws(RunFolderError) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunFolderError(.sync, path: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw RunFolderError(.sync, path: folder) }
    }
}
