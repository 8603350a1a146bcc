package import Dossiers
import Glibc

/// Small files that people write, read whole.
package enum TextFile {
    /// Why a file could not be read.
    package enum Problem: Error, Sendable, Hashable {
        case missing
        case notAFile
        /// Larger than the limit, in bytes.
        case tooLarge(limit: Int)
        /// The system's own words.
        case system(String)

        /// For a person; begins in lower case.
        package var text: Sentence {
            switch self {
            case .missing: "there is no such file"
            case .notAFile: "this is not a plain file"
            case .tooLarge(let limit): "the file is larger than \(limit >> 20) MiB"
            case .system(let text): Sentence(said: text)
            }
        }
    }

    /// The bytes of the file at `path`; devices, pipes and files beyond `limit` bytes are refused.
    package static func bytes(at path: String, limit: Int) throws(Problem) -> [UInt8] {
        // SAFETY: the path is copied into a C string for the length of the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw problem(errno) }
        defer { close(descriptor) }
        var status = stat()
        // SAFETY: `status` outlives the call, which only fills it.
        guard unsafe fstat(descriptor, &status) == 0 else { throw problem(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
        return try contents(of: descriptor, limit: limit)
    }

    private static func contents(of descriptor: Int32, limit: Int) throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            // SAFETY: the buffer is the storage of `chunk` for the length of the call, and its own count bounds the read.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { throw problem(errno) }
        }
        throw .tooLarge(limit: limit)
    }

    fileprivate static func problem(_ code: Int32) -> Problem {
        guard code != ENOENT, code != ENOTDIR else { return .missing }
        // SAFETY: the text of `strerror` is copied at once; it is never null.
        return .system(unsafe String(cString: strerror(code)))
    }
}

/// Folders that people fill.
package enum Folder {
    /// Names of the entries of the folder, hidden ones left out, sorted.
    package static func names(at path: String) throws(TextFile.Problem) -> [String] {
        // SAFETY: the handle is closed on every way out; an entry is copied before the next call.
        guard let handle = unsafe opendir(path) else { throw TextFile.problem(errno) }
        defer { unsafe closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            // SAFETY: `d_name` ends with a zero inside the entry.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a plain file stands at `path`.
    package static func hasFile(at path: String) -> Bool {
        var status = stat()
        // SAFETY: `status` outlives the call, which only fills it.
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// `path` seen from the folder `base`; an absolute one is left as it is.
    package static func resolve(_ path: String, from base: String) -> String {
        var path = path
        while path.hasPrefix("./") { path.removeFirst(2) }
        guard !path.hasPrefix("/"), !base.isEmpty, base != "." else { return path }
        return base.hasSuffix("/") ? base + path : "\(base)/\(path)"
    }

    /// The folder that holds the file at `path`; `.` for a bare name.
    package static func of(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
