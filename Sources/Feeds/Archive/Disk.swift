import Glibc

/// The calls on names in folders that an archive needs.
///
/// SAFETY: each call lends the bytes of the path, NUL-terminated, to the system for its own duration and nothing keeps
/// them.
enum Disk {
    /// Whether something has this name.
    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// Makes the folder for its owner alone, with those above it; one that exists is closed to others.
    static func makeFolder(_ path: String) throws(ArchiveError) {
        var current = ""
        for part in path.split(separator: "/") {
            current += "/\(part)"
            guard unsafe mkdir(current, 0o700) == 0 || errno == EEXIST else {
                throw ArchiveError(.cannotCreate, path: current, errno: errno)
            }
        }
        guard unsafe chmod(path, 0o700) == 0 else { throw ArchiveError(.cannotCreate, path: path, errno: errno) }
    }

    /// Gives a file its final name.
    static func rename(_ path: String, to name: String) throws(ArchiveError) {
        guard unsafe Glibc.rename(path, name) == 0 else { throw ArchiveError(.cannotWrite, path: name, errno: errno) }
    }

    /// Removes a file; one that is gone already is fine.
    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }
}
