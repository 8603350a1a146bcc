import Dossiers
import Formats
import Foundation
import Mapping
import Testing

@testable import Pipeline

/// Pages that are read whole because their records travel inside another document.
struct TreePageTests {
    private static let limit = 256 << 20

    @Test func aPageBeyondTheLimitNamesItAndIsNotRead() throws {
        let folder = try WrappedFolder(bytes: Self.limit + 1)
        let before = try residentBytes()
        let source = try read(folder)
        #expect(
            source.problems == [
                "big.xml: byte 268435456: a page whose records travel inside another document is read whole, up to 256 MiB"
            ]
        )
        #expect(source.reading.read == 0)
        #expect(try residentBytes() - before < 32 << 20)
    }

    @Test func aPageThatIsBrokenNamesItsPlace() throws {
        let source = try read(try WrappedFolder(bytes: 100))
        #expect(source.problems.count == 1 && source.problems[0].description.hasPrefix("big.xml: byte "))
    }

    private func read(_ folder: borrowing WrappedFolder) throws -> RunSource {
        let program = MappingProgram(try folder.reader.definition(named: "m"))
        let source = RunSource(id: "soap", side: .local, order: 0, program: program, units: nil)
        let page = Page(number: 0, source: 0, path: folder.page, name: "big.xml", bytes: 1)
        let reading = PageReading(
            sources: [source],
            stores: EntryStores([source], memory: 1 << 20, spillingInto: folder.path),
            limits: FormatLimits(),
            agencies: try AgencyNames(folder.reader),
            threads: 1,
            progress: { _ in }
        )
        let crew = Crew()
        reading.start(on: crew)
        reading.add(page)
        reading.close()
        try crew.wait({}) {}
        return try reading.outcome(of: [page], [source]) {}.sources[0]
    }

    private func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(status.split(separator: " ")[1]) ?? 0) * 4_096
    }
}

/// A mapping that unwraps and a page of zeros that takes no room on the disk; they live as long as a test.
private struct WrappedFolder: ~Copyable {
    let path = NSTemporaryDirectory() + "wrapped-" + UUID().uuidString

    init(bytes: Int) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/m", withIntermediateDirectories: true)
        try Data(WrappedFolder.mapping.utf8).write(to: URL(fileURLWithPath: "\(path)/m/mapping.yaml"))
        try Data("<Envelope><Body>".utf8).write(to: URL(fileURLWithPath: page))
        let handle = try #require(FileHandle(forWritingAtPath: page))
        try handle.truncate(atOffset: UInt64(bytes))
        try handle.close()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var page: String { "\(path)/big.xml" }
    var reader: MappingReader { MappingReader(directory: path) }

    private static let mapping = """
        mapping: m
        format: xml
        unwrap:
          - { path: Envelope.Body.r.out, as: xml }
        records: root.row
        fields:
          code: { path: c, as: dossier-code }
          status: { path: s, as: status }
        """
}
