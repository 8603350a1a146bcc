import Glibc
import Reports

/// A folder for what a run needs only while it lasts; it is gone, with everything in it, when the run is over.
///
/// What a killed run left is removed by the next one.
struct ScratchFolder: ~Copyable {
    private static let prefix = "doisoat-"
    private static let letters = "XXXXXX"

    let path: String
    private let lock: FolderLock

    /// Creates the folder, for its owner alone, in the folder for temporary files.
    ///
    /// It gets the name by which abandoned folders are known only once it is locked.
    init(in place: String) throws(RunFolderError) {
        FolderLock.removeAbandoned(in: place) { name in
            name.hasPrefix(ScratchFolder.prefix) && name.utf8.count == ScratchFolder.prefix.utf8.count + 6
        }
        let made = try ScratchFolder.make("\(place)/\(ScratchFolder.prefix)new-\(ScratchFolder.letters)")
        let lock = try FolderLock(made)
        let path = "\(place)/\(ScratchFolder.prefix)\(made.suffix(6))"
        try Directory.move(made, to: path)
        self.lock = lock
        self.path = path
    }

    deinit { try? Directory.remove(path) }

    private static func make(_ pattern: String) throws(RunFolderError) -> String {
        var template = Array(pattern.utf8CString)
        // SAFETY: the template ends with NUL and is written only within its own length.
        let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
        }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard isMade else { throw RunFolderError(.create, path: path) }
        return path
    }
}
