import Glibc
import Reports

/// A folder for what a run needs only while it lasts; it is gone, with everything in it, when the run is over.
struct ScratchFolder: ~Copyable {
    let path: String

    /// Creates the folder, for its owner alone, in the folder for temporary files.
    init(in place: String) throws(RunFolderError) {
        var template = Array("\(place)/doisoat-XXXXXX".utf8CString)
        // SAFETY: the template ends with NUL and is written only within its own length.
        let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard isMade else { throw RunFolderError(.create, path: path) }
    }

    deinit { try? Directory.remove(path) }
}
