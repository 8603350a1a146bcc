import Dossiers
import Formats
package import Mapping
import Reconciliation
package import Settings

/// How well a mapping fits what its sources really send.
package struct MappingSurvey: Sendable {
    /// Name of the mapping.
    package let mapping: String
    package let unmapped: UnmappedReport
    package let coverage: CoverageReport
}

extension Pipeline {
    /// Reads every record of every source in full and tells, mapping by mapping, what stands in no table and what is never used.
    ///
    /// Cost: a full reading of every record, about ten microseconds each.
    package static func survey(_ configuration: Configuration, _ options: RunOptions) throws -> [MappingSurvey] {
        let limits = FormatLimits()
        let preparation = try Preparation(configuration, today: options.now())
        let pulled = try Pulling(preparation: preparation, options: options, limits: limits).run {}
        let store = RecordStore(pages: pulled.pages, sources: pulled.sources, limits: limits)
        var surveys: [String: Surveying] = [:]
        for page in pulled.pages.sorted(by: { ($0.source, $0.number) < ($1.source, $1.number) })
        where !page.isWithdrawn {
            let program = pulled.sources[page.source].program
            let name = program.definition.name
            var surveying = surveys[name] ?? Surveying(program)
            try surveying.add(page, store, limits)
            surveys[name] = surveying
        }
        return surveys.sorted { $0.key < $1.key }.map {
            MappingSurvey(mapping: $0.key, unmapped: $0.value.unmapped, coverage: $0.value.coverage)
        }
    }
}

/// Gathers the survey of one mapping.
private struct Surveying {
    var unmapped: UnmappedReport
    var coverage: CoverageReport
    private let program: MappingProgram
    private var evaluator: DossierEvaluator

    init(_ program: MappingProgram) {
        self.program = program
        unmapped = UnmappedReport(program.definition)
        coverage = CoverageReport(program)
        evaluator = DossierEvaluator(program)
    }

    mutating func add(_ page: Page, _ store: RecordStore, _ limits: FormatLimits) throws {
        for place in try places(of: page, limits) {
            guard case .success(let record) = try store.record(at: place) else { continue }
            if case .skipped = evaluator.evaluate(record) { continue }
            let traces = evaluator.trace(record)
            coverage.add(traces)
            let code = traces.first { $0.field == .code }?.text.flatMap(DossierCode.init)
            for problem in traces.compactMap(\.problem) { unmapped.add(problem, code: code, day: code?.datePart) }
        }
    }

    private func places(of page: Page, _ limits: FormatLimits) throws -> [RecordPlace] {
        guard program.isScanned else {
            let count = (try? TreePage(page, program, limits).records().count) ?? 0
            return (0..<count).map { RecordPlace(page: page.number, offset: Int64($0), length: 0) }
        }
        let file = try PageFile(open: page.path)
        var sink = PlaceSink(page: page.number)
        let scanner = PageScanner(format: program.format, plan: SlotPlan(paths: []), limits: limits)
        _ = scanner.scan(file, into: &sink)
        return sink.places
    }
}

/// Keeps the places of well-formed records.
private struct PlaceSink: RecordSink {
    let page: Int
    private(set) var places: [RecordPlace] = []

    init(page: Int) { self.page = page }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        places.append(RecordPlace(page: page, offset: frame.offset, length: frame.length))
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}
