import Dossiers
import Formats

/// The list of whole pages in an archive: one JSON object a line, in the order in which they became whole.
struct ArchiveIndex: ~Copyable, Sendable {
    let file: OwnedFile

    /// Adds a line and returns once the disk has it.
    func append(_ page: FeedPage, name: String, status: Int, at time: Instant) throws(ArchiveError) {
        var writer = JSONWriter()
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
        try file.write(writer.bytes.span)
        try file.sync()
    }
}
