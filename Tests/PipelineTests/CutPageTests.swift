import Dossiers
import Formats
import Foundation
import Mapping
import Reconciliation
import Testing

@testable import Pipeline

/// Pages of CSV whose quoted cells hold lines that look like rows, so that the cuts between parts go wrong.
struct CutPageTests {
    private static let records = 300

    @Test(arguments: [1 << 30, 64])
    func aPageThatIsCutWithinACellIsReadWhole(memory: Int) throws {
        let folder = try CutFolder(Self.page)
        let whole = try read(folder, partBytes: .max, memory: memory)
        let cut = try read(folder, partBytes: 200_000, memory: memory)
        #expect(whole.outcome.sources[0].reading.read == Self.records)
        #expect(whole.keys.portal == Self.records && whole.keys.local == Self.records)
        #expect(cut.keys.portal == whole.keys.portal && cut.keys.local == whole.keys.local)
        #expect(cut.outcome.setAside == whole.outcome.setAside)
        for (one, other) in zip(cut.outcome.sources, whole.outcome.sources) {
            #expect(one.reading == other.reading)
            #expect(one.problems == other.problems)
        }
    }

    /// The cuts must really go wrong, or the test above proves nothing.
    @Test func theFirstPageIsCutWithinItsCells() throws {
        let folder = try CutFolder(Self.page)
        let program = MappingProgram(try folder.definition())
        let scanner = PageScanner(format: program.format, plan: program.plan, limits: FormatLimits())
        let file = try PageFile(open: folder.page(0))
        var sink = SilentSink()
        let cuts = scanner.ranges(of: file, near: 200_000).map { range in
            scanner.scan(file, range: range, into: &sink).cutsRecord
        }
        #expect(cuts.contains(true))
    }

    /// Records of which every hundredth holds a cell of half a megabyte of false rows.
    private static func page(_ side: String) -> String {
        let falseRows = String(repeating: "H23.1-240101-9999,9,x\n", count: 24_000)
        var text = "code,status,note\n"
        for number in 0..<records {
            let note = side == "portal" && number % 100 == 50 ? "\"\(falseRows)\"" : "none"
            text += "H23.1-240101-\(1_000 + number),9,\(note)\n"
        }
        return text
    }

    private func read(
        _ folder: borrowing CutFolder,
        partBytes: Int64,
        memory: Int
    ) throws -> (outcome: PageReading.Outcome, keys: (local: Int, portal: Int)) {
        let program = MappingProgram(try folder.definition())
        let sources = [
            RunSource(id: "portal", side: .portal, order: 0, program: program, units: nil),
            RunSource(id: "local", side: .local, order: 1, program: program, units: nil),
        ]
        let pages = try [0, 1].map { number in
            let bytes = try PageFile(open: folder.page(number)).size
            return Page(number: number, source: number, path: folder.page(number), name: "\(number)", bytes: bytes)
        }
        let stores = EntryStores(sources, memory: memory, spillingInto: folder.path)
        let reading = PageReading(
            sources: sources,
            stores: stores,
            limits: FormatLimits(),
            agencies: try AgencyNames(folder.reader),
            threads: 2,
            partBytes: partBytes,
            progress: { _ in }
        )
        let crew = Crew()
        reading.start(on: crew)
        for page in pages { reading.add(page) }
        reading.close()
        try crew.wait({}) {}
        let outcome = try reading.outcome(of: pages, sources) {}
        return (outcome, try keys(stores))
    }

    /// Entries of both sides that the join sees; every key must be on both.
    private func keys(_ stores: EntryStores) throws -> (local: Int, portal: Int) {
        let join = PartitionJoin(local: stores.local, portal: stores.portal, pages: 2)
        var tally = JoinTally(pages: 2)
        for partition in 0..<EntryStore.partitions {
            try join.run(partition, tally: &tally) { _ in Issue.record("a key that does not agree") }
        }
        return (tally.entries[1], tally.entries[0])
    }
}

private struct SilentSink: RecordSink {
    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}

/// A mapping and two pages that live as long as a test.
private struct CutFolder: ~Copyable {
    let path = NSTemporaryDirectory() + "cut-" + UUID().uuidString

    init(_ text: (String) -> String) throws {
        try write("mapping.yaml", in: "m", CutFolder.mapping)
        try write("0.csv", in: "pages", text("portal"))
        try write("1.csv", in: "pages", text("local"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var reader: MappingReader { MappingReader(directory: path) }

    func definition() throws -> MappingDefinition { try reader.definition(named: "m") }

    func page(_ number: Int) -> String { "\(path)/pages/\(number).csv" }

    private func write(_ name: String, in folder: String, _ text: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(folder)/\(name)"))
    }

    private static let mapping = """
        mapping: m
        format: csv
        csv: { separator: ",", header: [code, status] }
        fields:
          code: { path: code, as: dossier-code }
          status: { path: status, as: status }
        """
}
