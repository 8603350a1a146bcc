package import Glibc

/// What folders that a run writes need of the operating system.
// SAFETY: every path passed to C is a Swift text that lives for the call.
package enum Directory {
    /// Creates the directory and the ones above it that are missing; one that is there already is left as it is.
    package static func create(_ path: String, mode: mode_t) throws(RunFolderError) {
        guard unsafe mkdir(path, mode) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw RunFolderError(.create, path: path)
        }
        try create(String(path[..<slash]), mode: mode)
        guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else { throw RunFolderError(.create, path: path) }
    }

    /// Creates the directory; false when something stands there already.
    static func claim(_ path: String, mode: mode_t) throws(RunFolderError) -> Bool {
        if unsafe mkdir(path, mode) == 0 { return true }
        guard errno == EEXIST else { throw RunFolderError(.create, path: path) }
        return false
    }

    /// The path seen from the root.
    package static func absolute(_ path: String) throws(RunFolderError) -> String {
        guard !path.hasPrefix("/") else { return path }
        // SAFETY: without a buffer, getcwd answers a text of its own, which is copied and then freed.
        guard let here = unsafe getcwd(nil, 0) else { throw RunFolderError(.list, path: ".") }
        defer { unsafe free(here) }
        return unsafe String(cString: here) + "/" + path
    }

    /// Whether something stands at the path.
    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Gives the directory its place in one step; a folder that holds something is never replaced.
    package static func move(_ path: String, to place: String) throws(RunFolderError) {
        guard unsafe rename(path, place) == 0 else { throw RunFolderError(.rename, path: place) }
    }

    /// Makes the names in the directory durable.
    static func sync(_ path: String) throws(RunFolderError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunFolderError(.sync, path: path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw RunFolderError(.sync, path: path) }
    }

    /// Removes a file, or a directory with everything in it; what is not there is no error, links are not followed.
    package static func remove(_ path: String) throws(RunFolderError) {
        if unsafe unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR { return }
        guard errno == EISDIR || errno == EPERM else { throw RunFolderError(.remove, path: path) }
        for name in try names(in: path) { try remove("\(path)/\(name)") }
        guard unsafe rmdir(path) == 0 else { throw RunFolderError(.remove, path: path) }
    }

    /// Names in the directory, `.` and `..` left out.
    static func names(in path: String) throws(RunFolderError) -> [String] {
        // SAFETY: the stream is closed on every way out, and each entry is copied before the next is read.
        guard let stream = unsafe opendir(path) else { throw RunFolderError(.list, path: path) }
        defer { unsafe _ = closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
