import CLinux
import Glibc

/// An open file with one owner; closed when the owner lets go.
struct OwnedFile: ~Copyable, Sendable {
    /// For the text of errors.
    let path: String
    private let descriptor: Int32

    /// Opens `path`; created files are for their owner alone, and a link in the place of the file is refused.
    init(_ path: String, flags: Int32) throws(ArchiveError) {
        // SAFETY: the path is lent to the system for the call.
        descriptor = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        self.path = path
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? ArchiveError(.nameTaken, path: path) : ArchiveError(.cannotCreate, path: path, errno: errno)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes all of `bytes`.
    borrowing func write(_ bytes: Span<UInt8>) throws(ArchiveError) {
        var start = 0
        while start < bytes.count {
            let rest = bytes.extracting(start..<bytes.count)
            // SAFETY: the kernel reads at most the bytes of the span during the call.
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ArchiveError(.cannotWrite, path: path, errno: count < 0 ? errno : ENOSPC) }
            start += count
        }
    }

    /// Forgets what was written.
    borrowing func rewind() throws(ArchiveError) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw ArchiveError(.cannotWrite, path: path, errno: errno)
        }
    }

    /// Returns once the disk has all that was written to the file system of this file.
    borrowing func syncFileSystem() throws(ArchiveError) {
        guard doisoat_syncfs(descriptor) == 0 else { throw ArchiveError(.cannotWrite, path: path, errno: errno) }
    }

    /// Returns once the disk has it.
    borrowing func sync() throws(ArchiveError) {
        guard fsync(descriptor) == 0 else { throw ArchiveError(.cannotWrite, path: path, errno: errno) }
    }
}
