import Dossiers
import Formats
import Mapping
import Reconciliation
import Synchronization

/// Reads single records again, in full, from the pages that they were scanned in; safe from any thread.
final class RecordStore: Sendable {
    private let pages: [Page]
    private let sources: [RunSource]
    private let limits: FormatLimits
    /// Records that were set aside while scanning.
    private let aside: SetAsideRecords
    /// What reads the records of the pages of a source, by `MappingProgram.readingName`, where all its pages are read alike.
    private let tools: [String: RecordTools]
    private let open: Mutex<[Int: OpenPage]>
    private let evaluators: Mutex<[Int: [EvaluatorBox]]>

    init(pages: [Page], sources: [RunSource], limits: FormatLimits, setAside: SetAsideRecords = SetAsideRecords()) {
        aside = setAside
        self.pages = pages
        self.sources = sources
        self.limits = limits
        tools = Dictionary(
            sources.compactMap { source in
                RecordTools(forAllPagesOf: source.program, limits).map { (source.program.readingName, $0) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        open = Mutex([:])
        evaluators = Mutex([:])
    }

    /// The dossier of a record as far as comparing needs it, or why it is none.
    func compared(_ place: RecordPlace) throws -> DecodedRecord {
        if let record = aside.record(at: place) { return .setAside(code: record.code, record.problem) }
        let page = try opened(place.page)
        guard place.length > 0, let picker = page.tools.picker else { return try whole(place) }
        let source = pages[place.page].source
        let box = borrowEvaluator(of: source)
        var sink = DossierSink(box)
        page.pick(place, with: picker, into: &sink)
        giveBack(box, of: source)
        guard let evaluation = sink.evaluation else { return try whole(place) }
        return RecordStore.decoded(evaluation)
    }

    /// The dossier of a record with everything that a payload carries over, or why it is none.
    func whole(_ place: RecordPlace) throws -> DecodedRecord {
        if let record = aside.record(at: place) { return .setAside(code: record.code, record.problem) }
        let source = pages[place.page].source
        let value: RecordValue
        switch try record(at: place) {
        case .success(let record): value = record
        case .failure(let problem): return .setAside(code: nil, problem)
        }
        return RecordStore.decoded(evaluate(value, of: source))
    }

    private static func decoded(_ evaluation: Evaluation) -> DecodedRecord {
        switch evaluation {
        case .dossier(let dossier): return .dossier(dossier)
        case .problem(let problem, let code): return .setAside(code: code?.canonical, problem)
        case .skipped: return .setAside(code: nil, RecordProblem(.valueMalformed, detail: "the record is skipped"))
        }
    }

    private func evaluate(_ record: RecordValue, of source: Int) -> Evaluation {
        let box = borrowEvaluator(of: source)
        defer { giveBack(box, of: source) }
        return box.evaluator.evaluate(record)
    }

    /// The record as a tree; a failure when its syntax is broken.
    func record(at place: RecordPlace) throws -> Result<RecordValue, RecordProblem> {
        let page = try opened(place.page)
        guard place.length > 0 else { return try page.treeRecord(Int(place.offset)) }
        let bytes = try page.bytes(at: place)
        do throws(RecordReaderError) {
            return .success(try page.tools.reader.value(of: bytes.span))
        } catch {
            return .failure(error.problem)
        }
    }

    /// The bytes of a record as they stand in its page; those of the whole page when it is read as a tree.
    func bytes(at place: RecordPlace) throws -> [UInt8] {
        let page = try opened(place.page)
        return try place.length > 0 ? page.bytes(at: place) : page.allBytes()
    }

    private func opened(_ number: Int) throws -> OpenPage {
        try open.withLock { open in
            if let page = open[number] { return page }
            if open.count >= RecordStore.mostOpenPages { open.removeAll() }
            let program = sources[pages[number].source].program
            let page = try OpenPage(pages[number], program, limits, tools[program.readingName])
            open[number] = page
            return page
        }
    }

    private func borrowEvaluator(of source: Int) -> EvaluatorBox {
        evaluators.withLock { $0[source]?.popLast() } ?? EvaluatorBox(DossierEvaluator(sources[source].program))
    }

    private func giveBack(_ box: EvaluatorBox, of source: Int) {
        evaluators.withLock { $0[source, default: []].append(box) }
    }

    private static let mostOpenPages = 256
}

/// An evaluator that goes from hand to hand without being copied.
///
/// `@unchecked Sendable`: whoever borrowed it from the store is its only user until it is given back.
final class EvaluatorBox: @unchecked Sendable {
    var evaluator: DossierEvaluator

    init(_ evaluator: DossierEvaluator) { self.evaluator = evaluator }
}

/// Takes the dossier of one record.
struct DossierSink: RecordSink {
    private let box: EvaluatorBox
    /// Nil while no sound record came.
    private(set) var evaluation: Evaluation?

    init(_ box: EvaluatorBox) { self.box = box }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        evaluation = box.evaluator.evaluate(slots, in: bytes)
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}
