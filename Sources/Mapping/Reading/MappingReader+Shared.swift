package import Settings

extension MappingReader {
    /// A table of the folder `shared`; nil when there is none of that name.
    ///
    /// - Throws: every finding in the table.
    package func sharedTable(_ name: String) throws(Diagnostics) -> TableSource? {
        let collector = DiagnosticCollector()
        let shelf = TableShelf(folders: [Folder.resolve("shared", from: directory)], collector: collector)
        shelf.offer(name) { _, _ in }
        try collector.check()
        return shelf.tables[name]
    }
}
