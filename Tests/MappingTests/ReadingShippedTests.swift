import Dossiers
import Mapping
import Settings
import Testing

struct ReadingShippedTests {
    /// `mappings` at the top of the package.
    private static let reader: MappingReader = {
        let room = Folder.of(#filePath)
        return MappingReader(directory: Folder.of(Folder.of(Folder.of(room + "/x"))) + "/mappings")
    }()

    @Test func everyShippedMappingIsSound() throws {
        let names = try Self.reader.names()
        #expect(names.contains("opencps"))
        for name in names {
            do {
                let definition = try Self.reader.definition(named: name)
                #expect(definition.fields.contains { $0.field == .code })
            } catch {
                Issue.record("\(error.rendered)")
            }
        }
    }
}
