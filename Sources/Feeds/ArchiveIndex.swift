import Dossiers
import Formats

/// The list of whole pages in an archive: one JSON object a line, in the order in which they became whole.
struct ArchiveIndex: ~Copyable, Sendable {
    private let file: OwnedFile
    private var writer = JSONWriter()

    init(file: consuming OwnedFile) {
        self.file = file
    }

    /// Adds a line, to be written by the next `flush()`.
    mutating func append(_ page: FeedPage, name: String, status: Int, at time: Instant) {
        writer.beginObject()
        writer.name("page")
        writer.text(name)
        writer.name("origin")
        writer.text(page.origin)
        writer.name("time")
        writer.text(time.text)
        writer.name("bytes")
        writer.number(page.bytes)
        writer.name("status")
        writer.number(status)
        writer.endObject()
        writer.endLine()
    }

    /// Writes the lines added since the last call; with `syncing` it returns once the disk has them.
    mutating func flush(syncing: Bool) throws(ArchiveError) {
        try file.write(writer.bytes.span)
        writer.removeAll()
        if syncing { try file.sync() }
    }
}
