extension NameFolding {
    /// The folded form of a name as a text, for comparisons off the hot path.
    package static func folded(_ name: String) -> String {
        var bytes: [UInt8] = []
        fold(name.utf8.span, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
