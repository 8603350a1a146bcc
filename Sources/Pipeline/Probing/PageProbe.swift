import Dossiers
import Feeds
import Formats
import Mapping

/// Looks whether an answer is a page of its mapping, for `check --online`.
struct PageProbe {
    /// Most of a page that is looked at.
    private static let mostBytes: Int64 = 16 << 20
    /// Most reasons that are told.
    private static let mostReasons = 5

    let source: RunSource
    let limits: FormatLimits

    /// What the mapping makes of the page.
    func step(on page: FeedPage, of slice: FeedSlice) throws -> ProbeStep {
        do {
            if page.bytes <= PageProbe.mostBytes || !source.program.isScanned {
                if let step = refused(try PageSurveying(source: source, limits: limits).survey(page, of: slice)) {
                    return step
                }
            }
            return try mapped(page)
        } catch let stop as ScanStop {
            return failed("\(page.name): byte \(stop.offset): \(stop.detail)")
        }
    }

    // MARK: - Parts

    /// What the page says of itself that leaves nothing to map; nil when it says nothing of that kind.
    private func refused(_ survey: PageSurvey) -> ProbeStep? {
        if survey.isNotFound {
            return ProbeStep(.mapping, .omitted, "the system does not know the dossier that was looked up")
        }
        if survey.strays > 0 {
            return ProbeStep(
                .mapping,
                .failed,
                "\(survey.strays) of \(survey.records) records were received outside the days that were asked for",
                hint: "does the system heed the filter? are its days written as it wants them?"
            )
        }
        return survey.refusal.map(failed)
    }

    private func failed(_ told: Sentence) -> ProbeStep {
        let name = source.program.definition.name
        return ProbeStep(
            .mapping,
            .failed,
            told,
            hint: "is this the address of the list, and `\(name)` the mapping of this system?"
        )
    }

    private func mapped(_ page: FeedPage) throws -> ProbeStep {
        let sink = try tallied(page)
        let aside = sink.setAside.values.reduce(0, +)
        var step = ProbeStep(.mapping, .sound, "\(sink.records) records read, all of them mapped")
        if sink.records == 0 {
            step = ProbeStep(.mapping, .odd, "the page holds no record", hint: "has the system records of these days?")
        } else if aside > 0 {
            step.verdict = aside == sink.records ? .failed : .odd
            step.told = "\(sink.records) records read, \(aside) of them set aside"
            step.hint = hint(sink)
        }
        step.setAside = PageProbe.tallies(sink.setAside)
        return step
    }

    private func hint(_ sink: ProbeSink) -> Sentence {
        if sink.setAside.keys.contains(where: { $0.reason == .unmappedCode }) {
            return "`doisoat mappings unmapped` lists the codes with lines ready to paste"
        }
        return "does the mapping `\(source.program.definition.name)` fit this system?"
    }

    private static func tallies(_ counts: [RecordProblem: Int]) -> [RecordTally] {
        let all = counts.map { RecordTally(problem: $0.key, count: $0.value) }
        let sorted = all.sorted { one, other in
            guard one.count == other.count else { return one.count > other.count }
            return PageProbe.order(one.problem) < PageProbe.order(other.problem)
        }
        return Array(sorted.prefix(mostReasons))
    }

    private static func order(_ problem: RecordProblem) -> String {
        "\(problem.reason.rawValue) \(problem.field?.rawValue ?? "") \(problem.table ?? "")"
    }

    private func tallied(_ page: FeedPage) throws -> ProbeSink {
        var sink = ProbeSink(source.program)
        guard source.program.isScanned else {
            let whole = Page(number: 0, source: 0, path: page.path, name: page.name, bytes: page.bytes)
            sink.take(try TreePage(whole, source.program, limits).records())
            return sink
        }
        let scanner = PageScanner(format: source.program.format, plan: source.program.plan, limits: limits)
        let file = try PageFile(open: page.path)
        let isLarge = page.bytes > PageProbe.mostBytes
        let range = isLarge ? scanner.ranges(of: file, near: PageProbe.mostBytes).first : nil
        _ = scanner.scan(file, range: range, into: &sink)
        return sink
    }
}

/// Counts what a mapping makes of records.
private struct ProbeSink: RecordSink {
    /// Records that are some.
    private(set) var records = 0
    /// By their reasons, without values.
    private(set) var setAside: [RecordProblem: Int] = [:]
    private let program: MappingProgram
    private var evaluator: DigestEvaluator
    private var digest = DossierDigest()

    init(_ program: MappingProgram) {
        self.program = program
        evaluator = DigestEvaluator(program)
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        note(evaluator.digest(slots, in: bytes, into: &digest))
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        note(.problem(problem))
    }

    /// Records of a page that is read as a tree.
    mutating func take(_ records: [Result<RecordValue, RecordProblem>]) {
        var trees = DossierEvaluator(program)
        for record in records {
            switch record {
            case .success(let value): note(trees.digest(value, with: &evaluator, into: &digest))
            case .failure(let problem): note(.problem(problem))
            }
        }
    }

    private mutating func note(_ verdict: DigestVerdict) {
        guard verdict != .skipped else { return }
        records += 1
        guard case .problem(let problem) = verdict else { return }
        setAside[RecordProblem(problem.reason, field: problem.field, table: problem.table), default: 0] += 1
    }
}
