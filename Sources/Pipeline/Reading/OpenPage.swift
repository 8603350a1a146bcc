import Dossiers
import Formats
import Mapping
import Reconciliation
import Synchronization

/// A page that single records are read from.
final class OpenPage: Sendable {
    let tools: RecordTools
    private let file: PageFile
    private let page: Page
    private let program: MappingProgram
    private let limits: FormatLimits
    private let tree = Mutex<[Result<RecordValue, RecordProblem>]?>(nil)

    /// Opens a page.
    ///
    /// - Parameter tools: what reads its records; nil: the page itself must tell.
    init(_ page: Page, _ program: MappingProgram, _ limits: FormatLimits, _ tools: RecordTools? = nil) throws {
        file = try PageFile(open: page.path)
        self.page = page
        self.program = program
        self.limits = limits
        self.tools = try tools ?? RecordTools(program, limits, of: file)
    }

    func pick(_ place: RecordPlace, with picker: RecordPicker, into sink: inout DossierSink) {
        _ = picker.pick(at: place.offset, length: place.length, of: file, into: &sink)
    }

    func bytes(at place: RecordPlace) throws -> [UInt8] {
        try read(at: place.offset, count: place.length)
    }

    func allBytes() throws -> [UInt8] { try read(at: 0, count: Int(file.size)) }

    /// A record of a page that is read as a tree, by its ordinal.
    func treeRecord(_ ordinal: Int) throws -> Result<RecordValue, RecordProblem> {
        tree.withLock { tree in
            let records = tree ?? (try? TreePage(page, program, limits).records()) ?? []
            tree = records
            guard records.indices.contains(ordinal) else {
                return .failure(RecordProblem(.brokenSyntax, detail: "the page has changed"))
            }
            return records[ordinal]
        }
    }

    private func read(at offset: Int64, count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        let got = try file.read(at: offset, into: &span)
        if got < count { bytes.removeSubrange(got...) }
        return bytes
    }
}

/// What reads single records.
struct RecordTools: Sendable {
    let reader: RecordReader
    /// Nil where single records cannot be scanned.
    let picker: RecordPicker?

    /// What reads the records of one page.
    init(_ program: MappingProgram, _ limits: FormatLimits, of file: borrowing PageFile) throws(ScanStop) {
        let scanner = PageScanner(format: program.format, plan: program.plan, limits: limits)
        self.init(program, limits, scanner, try scanner.context(of: file))
    }

    /// What reads the records of every page of a mapping; nil where that depends on the page.
    init?(forAllPagesOf program: MappingProgram, _ limits: FormatLimits) {
        switch program.format {
        case .json, .ndjson:
            let scanner = PageScanner(format: program.format, plan: program.plan, limits: limits)
            self.init(program, limits, scanner, .none)
        case .csv, .xml: return nil
        }
    }

    private init(
        _ program: MappingProgram,
        _ limits: FormatLimits,
        _ scanner: PageScanner,
        _ context: RecordContext
    ) {
        reader = RecordReader(format: program.format, limits: limits, context: context)
        picker = program.isScanned ? RecordPicker(scanner, context: context) : nil
    }
}
