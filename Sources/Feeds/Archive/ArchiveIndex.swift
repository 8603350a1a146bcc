import Dossiers
import Formats

/// The list of whole pages in an archive: one JSON object a line, in the order in which they became whole.
struct ArchiveIndex: ~Copyable, Sendable {
    /// A page that no line tells of yet.
    private struct Entry {
        let page: FeedPage
        let name: String
        let status: Int
        let time: Instant
    }

    private let file: OwnedFile
    private var waiting: [Entry] = []

    init(file: consuming OwnedFile) {
        self.file = file
    }

    /// Adds a page, to be written by the next `flush()`.
    mutating func append(_ page: FeedPage, name: String, status: Int, at time: Instant) {
        waiting.append(Entry(page: page, name: name, status: status, time: time))
    }

    /// Takes a page back; one that a line tells of stays.
    mutating func remove(_ path: String) { waiting.removeAll { $0.page.path == path } }

    /// Writes the lines added since the last call; with `syncing` it returns once the disk has them.
    mutating func flush(syncing: Bool) throws(ArchiveError) {
        var writer = JSONWriter()
        for entry in waiting { ArchiveIndex.write(entry, to: &writer) }
        try file.write(writer.bytes.span)
        waiting = []
        if syncing { try file.sync() }
    }

    private static func write(_ entry: Entry, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("page")
        writer.text(entry.name)
        writer.name("origin")
        writer.text(entry.page.origin)
        writer.name("time")
        writer.text(entry.time.text)
        writer.name("bytes")
        writer.number(entry.page.bytes)
        writer.name("status")
        writer.number(entry.status)
        writer.endObject()
        writer.endLine()
    }
}
