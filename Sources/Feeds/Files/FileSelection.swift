import Glibc

/// Finds the files that a pattern means.
enum FileSelection {
    /// Absolute paths that fit `pattern`, by the bytes of their names; the path itself when it exists as written.
    ///
    /// `*`, `?` and `[...]` work within one folder level, as in a shell; behind `\` a character stands for itself.
    static func paths(matching pattern: String) -> [String] {
        for path in [pattern, unescaped(pattern)] where Disk.exists(path) { return [path] }
        var found = unsafe glob_t()
        // SAFETY: glob fills the structure, which is released on every way out; each path is copied before that.
        defer { unsafe globfree(&found) }
        guard unsafe glob(pattern, GLOB_NOSORT, nil, &found) == 0, let list = unsafe found.gl_pathv else { return [] }
        let paths = unsafe (0..<Int(found.gl_pathc)).compactMap { unsafe list[$0].map { unsafe String(cString: $0) } }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The pattern without the `\` before characters that stand for themselves.
    private static func unescaped(_ pattern: String) -> String {
        var plain = ""
        var isEscaped = false
        for character in pattern {
            isEscaped = character == "\\" && !isEscaped
            if !isEscaped { plain.append(character) }
        }
        return plain
    }

    /// Whether `path` is a regular file, links followed; opening anything else may block.
    static func isRegularFile(_ path: String) -> Bool {
        var facts = stat()
        // SAFETY: the system reads the path and fills the structure during the call.
        return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }
}
