/// How the bytes of a file are packed, as their beginning tells; names are not believed.
enum CompressedForm: Sendable, Hashable {
    case plain
    /// One stream, or several one after the other (RFC 1952).
    case gzip
    case zip

    /// Bytes that must be known to tell.
    static let length = 4

    /// The form of a file that begins with `bytes`; a file of fewer than `length` bytes is plain.
    init(start bytes: some Collection<UInt8>) {
        if bytes.count < CompressedForm.length {
            self = .plain
        } else if bytes.starts(with: [0x1F, 0x8B, 0x08]) {
            self = .gzip
        } else {
            let marks: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]]
            self = marks.contains { bytes.starts(with: $0) } ? .zip : .plain
        }
    }
}
