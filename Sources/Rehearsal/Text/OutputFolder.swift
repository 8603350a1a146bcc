import Glibc

/// The folder that a world is written to.
package enum OutputFolder {
    /// Makes the folder, which `mode` says who may enter; one that exists is left as it is.
    ///
    /// - Throws: `OutputError` when the system refuses, for instance because the parent is missing.
    package static func make(_ path: String, mode: UInt32 = 0o755) throws(OutputError) {
        // SAFETY: the path is handed over for the call only.
        guard unsafe mkdir(path, mode) != 0, errno != EEXIST else { return }
        throw OutputError(path: path, code: errno)
    }
}
