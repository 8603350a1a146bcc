import Foundation
import Settings
import Testing

@testable import Pipeline

/// Files of codes to look up.
struct CodeListTests {
    private static func read(_ text: String) throws -> Set<String> {
        let path = NSTemporaryDirectory() + "codes-" + UUID().uuidString
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try CodeList.read(path)
    }

    @Test func codesAreReadInTheirCanonicalForm() throws {
        let text = "# of May\n000.00.23.h23-230103-0001\n\n  H23 - 1 \r\nH23-1\n"
        #expect(try Self.read(text) == ["000.00.23.H23-230103-0001", "H23-1"])
    }

    @Test func everyLineThatIsNoCodeIsTold() {
        do {
            _ = try Self.read("H23-1\nkhông có mã\n\n-\n")
            Issue.record("nothing was refused")
        } catch let findings as Diagnostics {
            #expect(
                findings.all.map { "\($0.line) \($0.message)" } == [
                    "2 this is no dossier code", "4 this is no dossier code",
                ]
            )
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test(arguments: ["", "\n# nothing\n"]) func aFileWithoutCodesIsAnError(text: String) {
        #expect(throws: Diagnostics.self) { try Self.read(text) }
    }

    @Test func aFileThatIsNotThereIsAnError() {
        #expect(throws: Diagnostics.self) { try CodeList.read("/no/such/file") }
    }
}
