/// One file, folder or link in a zip file, as the directory at its end tells of it.
struct ZipEntry: Sendable, Hashable {
    /// What an entry is.
    enum Kind: Sendable, Hashable {
        case file
        case folder
        /// A link or something stranger.
        case other
    }

    /// With the folders before it, as written.
    var name: String
    var kind: Kind
    var isEncrypted: Bool
    /// 0: stored; 8: deflated.
    var method: Int
    /// CRC-32 of the expanded bytes.
    var checksum: UInt32
    /// Bytes in the zip file.
    var packed: Int64
    /// Bytes when expanded.
    var bytes: Int64
    /// Where its own header begins in the zip file.
    var header: Int64

    /// The name without folders.
    var ownName: String { name.split(separator: "/").last.map(String.init) ?? name }
}
