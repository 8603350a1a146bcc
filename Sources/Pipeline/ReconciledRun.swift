import Dispatch
import Dossiers
import Formats
import Mapping
import Payloads
import Reconciliation
import Reports
import Settings
import Synchronization

/// A run after the join: everything is known, nothing is told yet.
struct ReconciledRun {
    let preparation: Preparation
    let pages: [Page]
    let proof: FeedProof
    let increments: Increments
    let reading: PageReading.Outcome
    let store: RecordStore
    let reconciler: Reconciler
    let outcome: ReconciliationOutcome
    let judging: Judging
    let threads: Int

    /// The same join, reading records with everything that a payload carries over.
    var wholeReconciler: Reconciler {
        let store = store
        return reconciler.reading { try store.whole($0) }
    }

    /// Tells all findings and sums the run up.
    func tell(_ findings: RunFindings, run: String) throws -> RunSummary {
        var summary = summarised(run: run)
        let sentinels = sentinelsSeen()
        reconciler.forgetEntries()
        let locator = Locator(pages: pages, sources: reading.sources)
        for record in reading.setAside { try findings.quarantine(locator.line(record)) }
        var payload = PayloadCollection(preparation)
        var clocks = ClockWatch(sources: reading.sources.count)
        try findings.checkInterruption()
        try telling.forEach { told in
            clocks.note(told.verdict)
            for check in told.discrepancy.checks { summary.checks[check, default: 0] += 1 }
            payload.note(told.suspect, told.discrepancy.action)
            try findings.discrepancy(told.discrepancy)
        } between: { done in
            try findings.checkInterruption()
            findings.progress(.stage(.writing, done: done, total: outcome.order.count))
        }
        for source in clocks.suspects(judged: summary.sources.map { $0.books.accepted + $0.books.merged }) {
            let id = reading.sources[source].id
            summary.warnings.append("source \(id): every time is exactly 7 hours off the portal's; check its time zone")
        }
        summary.warnings += reading.sources.compactMap(\.futureText)
        summary.guards = guardOutcomes(summary, changes: payload.changes, sentinels)
        if let document = findings.document, !summary.guards.contains(where: \.isTripped) {
            try payload.write(from: self, &summary, document)
        }
        return summary
    }

    private var telling: Telling {
        Telling(reconciler: reconciler, outcome: outcome, describing: describing, threads: threads)
    }

    var describing: Describing {
        let agencies = preparation.agencies
        let locator = Locator(pages: pages, sources: reading.sources)
        return Describing(
            sources: judging.facts(),
            losses: reading.sources.map(SourceLoss.init),
            policy: judging.policy(),
            rules: preparation.rules,
            unitName: { agencies.name($0) },
            position: { locator.position($0) }
        )
    }

    // MARK: - Summing up

    private func summarised(run: String) -> RunSummary {
        var summary = RunSummary(run: run)
        summary.sources = sourceSummaries()
        (summary.local, summary.portal) = Bookkeeping.sides(of: summary.sources)
        summary.situations = outcome.counts
        summary.outsideWindow = outcome.outside
        summary.isComplete = reading.sources.allSatisfy(\.isComplete)
        summary.partialUnits = partialUnits()
        summary.silentFields = silentFields()
        summary.warnings =
            Bookkeeping.imbalances(of: summary.sources).map(\.text) + preparation.warnings + increments.warnings
            + proof.warnings(reading.sources)
        return summary
    }

    private func sourceSummaries() -> [SourceSummary] {
        reading.sources.enumerated().map { index, source in
            var told = SourceSummary(id: source.id, side: source.side, mapping: source.program.definition.name)
            told.pages = pages.count { $0.source == index && !$0.isWithdrawn }
            told.books = Bookkeeping.books(source.reading, seen: outcome.seen[index], merged: outcome.merged[index])
            told.skipped = source.skipped
            told.isComplete = source.isComplete
            told.asOf = source.asOf
            told.problems = source.problems
            told.increment = increments.summary(of: index)
            return told
        }
    }

    private func silentFields() -> [SilentField] {
        reading.sources.flatMap { source in
            ComparedField.allCases.filter(source.silent.has).map { SilentField(source: source.id, field: $0.field) }
        }
    }

    /// Units whose dossiers could be on a source that is not complete; the office itself for one that may hold any.
    private func partialUnits() -> [String] {
        let office = preparation.configuration.unit.code
        return reading.sources.filter { !$0.isComplete }.reduce(into: Set<String>()) { units, source in
            units.formUnion(source.units ?? source.agenciesSeen.union([office]))
        }.sorted()
    }

    /// The sentinels of the configuration that both sides have.
    private func sentinelsSeen() -> Set<String> {
        Set(
            preparation.configuration.guards.sentinels.filter { code in
                let group = try? DossierCode(code).map(reconciler.group)
                return group.map { !$0.locals.isEmpty && !$0.portals.isEmpty } ?? false
            }
        )
    }

    private func guardOutcomes(_ summary: RunSummary, changes: Int, _ sentinels: Set<String>) -> [GuardOutcome] {
        GuardRail(
            guards: preparation.configuration.guards,
            sources: summary.sources,
            situations: summary.situations,
            changes: changes,
            sentinelsSeen: sentinels
        ).outcomes()
    }
}
