/// A small body that unfolds to a very large one.
enum GzipBomb {
    /// Bytes that it unfolds to.
    static let size = 120_000_000

    /// An empty list of JSON with 120 MB of blanks in it, packed by the system's `gzip`.
    ///
    /// - Throws: `ToolError` when there is no `gzip`.
    static func make(in folder: String) throws -> [UInt8] {
        let script = "{ printf '{\"data\":['; head -c \(size) /dev/zero | tr '\\000' ' '; printf ']}'; } | gzip -9n"
        return try Tool.output(["sh", "-c", script], in: folder)
    }
}
