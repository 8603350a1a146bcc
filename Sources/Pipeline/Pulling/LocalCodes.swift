import Dossiers
import Formats
import Mapping

/// Reads the codes of the dossiers on pages, so that a portal without lists can be asked for each of them.
struct LocalCodes: Sendable {
    let sources: [RunSource]
    let limits: FormatLimits

    /// The canonical codes on the pages, sorted; those included whose records are set aside for another reason.
    ///
    /// - Throws: `PageFileError`.
    @Sendable func codes(_ pages: [Page]) throws -> [String] {
        var codes: Set<String> = []
        for page in pages {
            let program = sources[page.source].program
            var sink = CodeSink(program)
            if program.isScanned {
                let scanner = PageScanner(format: program.format, plan: program.plan, limits: limits)
                _ = scanner.scan(try PageFile(open: page.path), into: &sink)
            } else {
                sink.take((try? TreePage(page, program, limits).records()) ?? [])
            }
            codes.formUnion(sink.codes)
        }
        return codes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// Keeps the codes of records.
private struct CodeSink: RecordSink {
    private(set) var codes: [String] = []
    private let program: MappingProgram
    private var evaluator: DigestEvaluator
    private var digest = DossierDigest()

    init(_ program: MappingProgram) {
        self.program = program
        evaluator = DigestEvaluator(program)
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        if evaluator.key(slots, in: bytes, into: &digest), let code = evaluator.code { codes.append(code) }
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        record(slots, in: bytes, at: frame)
    }

    mutating func take(_ records: [Result<RecordValue, RecordProblem>]) {
        var trees = DossierEvaluator(program)
        for case .success(let record) in records {
            _ = trees.digest(record, with: &evaluator, into: &digest)
            if digest.keyHigh != 0 || digest.keyLow != 0, let code = evaluator.code { codes.append(code) }
        }
    }
}
