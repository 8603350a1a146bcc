package import Settings

extension MappingReader {
    /// A table of the folder `shared`; nil when there is none of that name.
    ///
    /// - Throws: every finding in the table.
    package func sharedTable(_ name: String) throws(Diagnostics) -> TableSource? {
        let collector = DiagnosticCollector()
        let folder = Folder.resolve("shared", from: directory)
        let shelf = TableShelf(folders: [folder], files: tables, collector: collector)
        shelf.offer(name) { _, _ in }
        try collector.check()
        return shelf.tables[name]
    }
}
