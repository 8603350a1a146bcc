import Glibc

/// Files of the state folder that are read and replaced as a whole.
package enum SmallFile {
    private static let mostBytes = 16 << 20

    /// Whether something has this name.
    package static func exists(_ path: String) -> Bool { Disk.exists(path) }

    /// The bytes of a file.
    ///
    /// - Throws: `cannotRead` when it is missing, no plain file or larger than 16 MiB.
    package static func bytes(at path: String) throws(ArchiveError) -> [UInt8] {
        // SAFETY: the path is lent to the system for the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw ArchiveError(.cannotRead, path: path, errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= mostBytes {
            // SAFETY: the kernel fills at most the bytes of the array.
            let count = unsafe read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ArchiveError(.cannotRead, path: path, errno: errno) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
        throw ArchiveError(.cannotRead, path: path, errno: EFBIG)
    }

    /// Puts `bytes` in the place of a file: whoever looks finds the old file or the new one, whole, also after the power went.
    ///
    /// Folders above it are made, for their owner alone.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(ArchiveError) {
        let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        try Disk.makeFolder(folder)
        let draft = "\(path).part"
        Disk.remove(draft)
        let file = try OwnedFile(draft, flags: O_WRONLY | O_CREAT | O_EXCL)
        try file.write(bytes.span)
        try file.sync()
        try Disk.rename(draft, to: path)
        try OwnedFile(folder, flags: O_RDONLY | O_DIRECTORY).sync()
    }
}
