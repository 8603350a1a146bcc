import Foundation
import Mapping
import Testing

/// The mappings that come with doisoat.
struct ShippedMappingTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    private static let reader = MappingReader(directory: root.appending(path: "mappings").path)

    @Test
    func everySystemHasAFolder() throws {
        let names = Set(try Self.reader.names())
        let known: Set = [
            "csv-export", "dvcqg", "dvcqg-array", "dvcqg-bgtvt", "dvcqg-gplx", "dvcqg-hagiang", "dvcqg-opencps2021",
            "hotich",
            "igate", "igate-public", "opencps", "province-portal", "soap-danang", "soap-epar", "vbdlis", "xml-feed",
        ]
        #expect(known.isSubset(of: names))
    }

    /// The tables are sound and the ten sample dossiers say the same in every format, as a checker of its own sees it.
    @Test
    func tablesAndCasesAgreeInTheEyesOfAnotherProgram() throws {
        let checker = Process()
        let output = Pipe()
        checker.executableURL = URL(filePath: "/usr/bin/env")
        checker.arguments = ["python3", Self.root.appending(path: "Tests/MappingsData/check.py").path]
        checker.standardOutput = output
        try checker.run()
        let findings = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        checker.waitUntilExit()
        #expect(checker.terminationStatus == 0, "\(findings)")
    }
}
