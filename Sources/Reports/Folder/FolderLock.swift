import Glibc

/// Marks a folder as being worked in for as long as the value, or the process, lives.
// SAFETY: every path passed to C is a Swift text that lives for the call.
package struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Marks a folder that exists.
    package init(_ path: String) throws(RunFolderError) {
        descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw RunFolderError(.create, path: path) }
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
    }

    deinit { close(descriptor) }

    /// Does `body` while no other process does anything of the kind for the folder; waits for those that do.
    ///
    /// A file system that knows no locks does not keep anyone out.
    static func inTurn<Value: ~Copyable>(
        for path: String,
        _ body: () throws(RunFolderError) -> Value
    ) throws(RunFolderError) -> Value {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunFolderError(.create, path: path) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        return try body()
    }

    /// Removes the folders of that name in which nobody works: what killed runs left; what cannot be removed stays.
    package static func removeAbandoned(in directory: String, where isMeant: (String) -> Bool) {
        for name in (try? Directory.names(in: directory)) ?? [] where isMeant(name) {
            let path = "\(directory)/\(name)"
            guard isAbandoned(path) else { continue }
            try? Directory.remove(path)
        }
    }

    private static func isAbandoned(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
}
