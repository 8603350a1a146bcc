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
        let locator = Locator(pages: pages, sources: reading.sources)
        for record in reading.setAside { try findings.quarantine(locator.line(record)) }
        var payload = PayloadCollection(preparation)
        var clocks = ClockWatch(sources: reading.sources.count)
        try forEachDiscrepancy(findings) { suspect, verdict, discrepancy in
            clocks.note(verdict)
            for check in discrepancy.checks { summary.checks[check, default: 0] += 1 }
            payload.note(suspect, discrepancy.action)
            try findings.discrepancy(discrepancy)
        }
        for source in clocks.suspects(judged: summary.sources.map { $0.books.accepted + $0.books.merged }) {
            let id = reading.sources[source].id
            summary.warnings.append("source \(id): every time is exactly 7 hours off the portal's; check its time zone")
        }
        summary.guards = guardOutcomes(summary, changes: payload.changes)
        if let document = findings.document, !summary.guards.contains(where: \.isTripped) {
            try payload.write(from: self, &summary, document)
        }
        return summary
    }

    /// Reads the suspects again in the order of their codes, in parallel batches, and hands them on one by one.
    private func forEachDiscrepancy(_ findings: RunFindings, _ body: (Int, Verdict, Discrepancy) throws -> Void) throws
    {
        let describing = self.describing
        let size = max(threads, 1) * 128
        var start = 0
        while start < outcome.order.count {
            try findings.checkInterruption()
            let batch = Array(outcome.order[start..<min(start + size, outcome.order.count)])
            for (suspect, verdict) in zip(batch, try verdicts(of: batch)) {
                try body(suspect, verdict, describing.discrepancy(verdict))
            }
            start += size
            findings.progress(RunProgress(.writing, done: start, total: outcome.order.count))
        }
    }

    func verdicts(of batch: [Int]) throws -> [Verdict] {
        let results = Mutex([Result<Verdict, any Error>?](repeating: nil, count: batch.count))
        let next = Atomic<Int>(0)
        let (reconciler, outcome) = (reconciler, outcome)
        DispatchQueue.concurrentPerform(iterations: max(threads, 1)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < batch.count else { return }
                let result = Result { try reconciler.verdict(batch[index], of: outcome) }
                results.withLock { $0[index] = result }
            }
        }
        return try results.withLock { $0 }.compactMap { try $0?.get() }
    }

    var describing: Describing {
        let agencies = preparation.agencies
        let locator = Locator(pages: pages, sources: reading.sources)
        return Describing(
            sources: judging.facts(),
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
        summary.warnings = Bookkeeping.imbalances(of: summary.sources).map(\.text)
        return summary
    }

    private func sourceSummaries() -> [SourceSummary] {
        reading.sources.enumerated().map { index, source in
            var told = SourceSummary(id: source.id, side: source.side, mapping: source.program.definition.name)
            told.pages = pages.count { $0.source == index }
            told.books = Bookkeeping.books(source.reading, seen: outcome.seen[index], merged: outcome.merged[index])
            told.skipped = source.skipped
            told.isComplete = source.isComplete
            told.asOf = source.asOf
            told.problems = source.problems
            return told
        }
    }

    /// Units whose dossiers could be on a source that is not complete.
    private func partialUnits() -> [String] {
        let units = reading.sources.filter { !$0.isComplete }.flatMap { Array($0.units ?? $0.seenUnits ?? []) }
        return Set(units).sorted()
    }

    private func guardOutcomes(_ summary: RunSummary, changes: Int) -> [GuardOutcome] {
        let guards = preparation.configuration.guards
        let seen = guards.sentinels.filter { code in
            let group = try? DossierCode(code).map(reconciler.group)
            return group.map { !$0.locals.isEmpty && !$0.portals.isEmpty } ?? false
        }
        return GuardRail(
            guards: guards,
            sources: summary.sources,
            situations: summary.situations,
            changes: changes,
            sentinelsSeen: Set(seen)
        ).outcomes()
    }
}
