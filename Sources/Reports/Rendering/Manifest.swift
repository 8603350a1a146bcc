import Formats

/// One file of a run folder, as `manifest.json` lists it.
package struct ManifestEntry: Sendable, Hashable {
    /// Path inside the run folder.
    package var name: String
    package var bytes: Int
    /// SHA-256 in lower-case hexadecimal.
    package var sha256: String
    /// Records that the file holds; nil where records mean nothing.
    package var records: Int?

    package init(name: String, bytes: Int, sha256: String, records: Int?) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.records = records
    }
}

/// Renders `manifest.json`: every other file of the run folder, names in byte order.
package struct ManifestWriter: Sendable {
    package init() {}

    /// The document, two blanks of indentation, LF at the end.
    package func document(run: String, entries: [ManifestEntry]) -> [UInt8] {
        var json = JSONWriter(layout: .pretty)
        json.object { json in
            json.member("schema", SummaryWriter.schemaVersion)
            json.member("run", run)
            json.list("files") { list in
                for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                    list.object { write(entry, to: &$0) }
                }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ entry: ManifestEntry, to json: inout JSONWriter) {
        json.member("name", entry.name)
        json.member("bytes", entry.bytes)
        json.member("sha256", entry.sha256)
        json.member("records", entry.records)
    }
}
