import Dossiers
import Formats
import Foundation
import Mapping
import Reconciliation
import Testing

@testable import Pipeline

/// Pages whose records hold what looks like records, so that the cuts between parts go wrong, and pages that are cut well.
struct CutPageTests {
    private static let records = 500

    @Test(arguments: CutFormat.allCases, [1 << 30, 64])
    func aPageThatIsCutInAWrongPlaceIsReadWhole(format: CutFormat, memory: Int) throws {
        let folder = try CutFolder(format) { Self.page(format, hasFalseRecords: $0 == "portal") }
        try expectTheSame(folder, memory: memory)
    }

    @Test(arguments: CutFormat.allCases)
    func aPageThatIsCutWellIsReadInParts(format: CutFormat) throws {
        let folder = try CutFolder(format) { _ in Self.page(format, hasFalseRecords: false) }
        try expectTheSame(folder, memory: 1 << 30)
        let cuts = try cuts(folder)
        #expect(cuts.count > 4 && !cuts.contains(true))
    }

    /// The cuts must really go wrong, or the first test above proves nothing.
    @Test(arguments: CutFormat.allCases)
    func theFirstPageIsCutInAWrongPlace(format: CutFormat) throws {
        let folder = try CutFolder(format) { Self.page(format, hasFalseRecords: $0 == "portal") }
        #expect(try cuts(folder).contains(true))
    }

    private func expectTheSame(_ folder: borrowing CutFolder, memory: Int) throws {
        let whole = try read(folder, partBytes: .max, memory: memory)
        let cut = try read(folder, partBytes: 200_000, memory: memory)
        #expect(whole.outcome.sources[0].reading.read == Self.records)
        #expect(whole.outcome.setAside.count == 2 * Self.records / 50)
        #expect(whole.keys.portal == Self.records * 49 / 50 && whole.keys.local == whole.keys.portal)
        #expect(cut.keys.portal == whole.keys.portal && cut.keys.local == whole.keys.local)
        #expect(Array(cut.outcome.setAside) == Array(whole.outcome.setAside))
        for (one, other) in zip(cut.outcome.sources, whole.outcome.sources) {
            #expect(one.reading == other.reading)
            #expect(one.problems == other.problems)
        }
    }

    /// For each part of the first page whether it says that the cuts are wrong.
    private func cuts(_ folder: borrowing CutFolder) throws -> [Bool] {
        let program = MappingProgram(try folder.definition())
        let scanner = PageScanner(format: program.format, plan: program.plan, limits: FormatLimits())
        let file = try PageFile(open: folder.page(0))
        var sink = SilentSink()
        return scanner.ranges(of: file, near: 200_000).map { range in
            scanner.scan(file, range: range, into: &sink).cutsRecord
        }
    }

    /// Records of which some have no code that can be read, and some hold half a megabyte of false records if so wanted.
    private static func page(_ format: CutFormat, hasFalseRecords: Bool) -> String {
        let falseRecords = format.text(ofFalseRecords: 1_000)
        var text = format.start
        for number in 0..<records {
            let isMisleading = hasFalseRecords && number % 100 == 50
            let note = isMisleading ? falseRecords : format.text(ofFalseRecords: 0)
            let padding = String(repeating: "x", count: 3_000)
            if number > 0 { text += format.separator }
            text += format.record(
                code: number % 50 == 49 ? "" : "H23.1-240101-\(1_000 + number)",
                note: note,
                padding: padding
            )
        }
        return text + format.end
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

/// The syntaxes in which a part of one record may look like a record.
enum CutFormat: String, CaseIterable {
    case csv, json, xml

    fileprivate var start: String {
        switch self {
        case .csv: "code,status,note,padding\n"
        case .json: #"{"data":["#
        case .xml: "<DS>\n"
        }
    }

    fileprivate var end: String {
        switch self {
        case .csv: ""
        case .json: #"],"total":1}"#
        case .xml: "</DS>\n"
        }
    }

    fileprivate var separator: String { self == .json ? "," : "" }

    fileprivate func record(code: String, note: String, padding: String) -> String {
        switch self {
        case .csv: "\(code),9,\(note),\(padding)\n"
        case .json: #"{"code":"\#(code)","status":9,"note":\#(note),"padding":"\#(padding)"}"#
        case .xml:
            "<HoSo><code>\(code)</code><status>9</status><note>\(note)</note><p>\(padding)</p></HoSo>\n"
        }
    }

    /// A note that holds that many false records.
    fileprivate func text(ofFalseRecords count: Int) -> String {
        let records = [String](repeating: falseRecord, count: count).joined(separator: separator)
        return switch self {
        case .csv: "\"\(records)\""
        case .json: "[\(records)]"
        case .xml: records
        }
    }

    private static let filling = String(repeating: "y", count: 500)

    private var falseRecord: String {
        switch self {
        case .csv: "H23.1-240101-9999,9,x,\(Self.filling)\n"
        case .json: #"{"code":"H23.1-240101-9999","status":9,"x":"\#(Self.filling)"}"#
        case .xml: "<HoSo><code>H23.1-240101-9999</code><x>\(Self.filling)</x></HoSo>"
        }
    }

    fileprivate var mapping: String {
        switch self {
        case .csv: "format: csv\ncsv: { separator: \",\", header: [code, status] }"
        case .json: "format: json\nrecords: data"
        case .xml: "format: xml\nrecords: DS.HoSo"
        }
    }
}

/// A mapping and two pages that live as long as a test.
private struct CutFolder: ~Copyable {
    let path = NSTemporaryDirectory() + "cut-" + UUID().uuidString

    init(_ format: CutFormat, _ text: (String) -> String) throws {
        let mapping = "mapping: m\n\(format.mapping)\n\(CutFolder.fields)"
        try write("mapping.yaml", in: "m", mapping)
        try write("0", in: "pages", text("portal"))
        try write("1", in: "pages", text("local"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var reader: MappingReader { MappingReader(directory: path) }

    func definition() throws -> MappingDefinition { try reader.definition(named: "m") }

    func page(_ number: Int) -> String { "\(path)/pages/\(number)" }

    private func write(_ name: String, in folder: String, _ text: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(folder)/\(name)"))
    }

    private static let fields = """
        fields:
          code: { path: code, as: dossier-code }
          status: { path: status, as: status }
        """
}
