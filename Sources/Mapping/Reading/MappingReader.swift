import Dossiers
package import Settings

/// Reads mapping folders: `mapping.yaml`, the tables beside it and those under `shared`.
package struct MappingReader: Sendable {
    /// The folder that holds one folder per mapping.
    package let directory: String

    /// What was read of tables so far.
    let tables = TableTexts()

    package init(directory: String) { self.directory = directory }

    /// The mapping in the folder of that name, checked whole.
    ///
    /// - Throws: every finding in `mapping.yaml` and in the tables that it names, each at its place.
    package func definition(named name: String) throws(Diagnostics) -> MappingDefinition {
        let path = file(of: name)
        guard MappingReader.isFolderName(name), Folder.hasFile(at: path) else { throw unknown(name, path: path) }
        let document = try YAMLDocument(reading: path)
        return try YAMLReader.read(document) { root, collector in
            let shelf = TableShelf(
                folders: [Folder.resolve(name, from: directory), Folder.resolve("shared", from: directory)],
                files: tables,
                collector: collector
            )
            return DefinitionReading(name: name, file: path, shelf: shelf).definition(root)
        }
    }

    /// The names of all mappings, sorted; folders without a `mapping.yaml` are none.
    ///
    /// - Throws: when the folder cannot be read.
    package func names() throws(Diagnostics) -> [String] {
        do {
            return try Folder.names(at: directory).filter { Folder.hasFile(at: file(of: $0)) }
        } catch {
            throw Diagnostics([
                Diagnostic(file: directory, message: "the folder of mappings cannot be read: \(error.text)")
            ])
        }
    }

    private func file(of name: String) -> String { Folder.resolve("\(name)/mapping.yaml", from: directory) }

    private func unknown(_ name: String, path: String) -> Diagnostics {
        let known = (try? names()) ?? []
        return Diagnostics([
            Diagnostic(
                file: path,
                message: "there is no mapping `\(name)`",
                hint: NearestName.hint(for: name, among: known)
            )
        ])
    }

    private static func isFolderName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.unicodeScalars.contains("\0")
    }
}
