package import Dossiers
import Mapping
import Reconciliation
package import Reports
package import Settings

extension Pipeline {
    /// Everything that is known of one dossier code: every record of both sides, where each value came from, the verdict.
    ///
    /// Runs the same way as `reconcile` up to the join, and tells of one key.
    package static func explain(
        _ code: DossierCode,
        _ configuration: Configuration,
        _ options: RunOptions
    ) throws -> Explanation {
        let nothing = RunFindings(
            discrepancy: { _ in }, quarantine: { _ in }, document: nil, progress: { _ in }, checkInterruption: {}
        )
        return try Explaining(run: try join(configuration, options, nothing)).explanation(of: code)
    }
}

/// Tells how one dossier came to its verdict.
struct Explaining {
    let run: ReconciledRun

    func explanation(of code: DossierCode) throws -> Explanation {
        let group = try run.reconciler.group(of: code)
        var told = Explanation(code: code.canonical)
        guard var verdict = try run.reconciler.verdict(on: group) else { return told }
        if let suspect = run.outcome.suspect(of: code.canonical) {
            verdict = try run.reconciler.verdict(suspect, of: run.outcome)
        }
        told.situation = verdict.situation
        if verdict.situation != .agreed { told.discrepancy = run.describing.discrepancy(verdict) }
        let differing = Set(verdict.differences.map(\.field.field))
        let entries = try entries(of: group, verdict)
        told.records = try entries.map { try record(at: $0, differing) }
        return told
    }

    /// The records of the key, and of the other code when it is one dossier under two.
    private func entries(of group: KeyGroup, _ verdict: Verdict) throws -> [RecordPlace] {
        var places = (group.locals + group.portals).map(\.place)
        for other in verdict.codes {
            guard let code = DossierCode(other) else { continue }
            let group = try run.reconciler.group(of: code)
            for place in (group.locals + group.portals).map(\.place) where !places.contains(place) { places.append(place) }
        }
        return places
    }

    private func record(at place: RecordPlace, _ differing: Set<Field>) throws -> ExplainedRecord {
        let source = run.reading.sources[run.pages[place.page].source]
        let raw = String(decoding: try run.store.bytes(at: place), as: UTF8.self)
        let position = Locator(pages: run.pages, sources: run.reading.sources).exact(place)
        var told = ExplainedRecord(side: source.side, source: source.id, position: position, raw: raw)
        switch try run.store.record(at: place) {
        case .failure(let problem): told.problem = problem
        case .success(let record):
            var evaluator = DossierEvaluator(source.program)
            let traces = evaluator.trace(record)
            told.problem = traces.lazy.compactMap(\.problem).first
            told.fields = traces.map { field($0, source, differing) }
        }
        return told
    }

    private func field(_ trace: FieldTrace, _ source: RunSource, _ differing: Set<Field>) -> ExplainedField {
        var told = ExplainedField(trace.field, value: trace.text)
        told.paths = trace.origins.map(\.path)
        let texts = trace.origins.compactMap(\.text)
        told.raw = texts.isEmpty ? nil : texts.joined(separator: " | ")
        told.rule = "\(source.program.definition.name)/mapping.yaml:\(trace.line)"
        told.row = trace.row.flatMap { $0.line > 0 ? "\(Explaining.name(of: $0.file)):\($0.line)" : nil }
        told.differs = differing.contains(trace.field)
        return told
    }

    /// The last two parts of a path: the folder of the mapping and the file.
    private static func name(of path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }
}
