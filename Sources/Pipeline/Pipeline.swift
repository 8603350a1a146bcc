import Dossiers
import Formats
import Reconciliation
package import Reports
package import Settings

/// The order of things: prepare, pull, read, join, tell.
package enum Pipeline {
    /// Compares both sides and tells what it finds; the same code for a dry run and for the nightly job.
    ///
    /// - Throws: `Diagnostics` before anything was done; errors of the archive, of temporary space and of `findings`.
    package static func reconcile(
        _ configuration: Configuration,
        _ options: RunOptions,
        _ findings: RunFindings
    ) throws -> RunSummary {
        let run = try join(configuration, options, findings)
        let summary = try run.tell(findings, run: options.run)
        if options.keepsPages {
            try run.proof.remember(run.reading.sources, run: options.run)
            try run.increments.commit()
        }
        return summary
    }

    /// Everything up to the first word.
    static func join(
        _ configuration: Configuration,
        _ options: RunOptions,
        _ findings: RunFindings
    ) throws -> ReconciledRun {
        let limits = FormatLimits()
        let preparation = try Preparation(configuration, today: options.now())
        // Both sides fill at once, beside pages on their way and a writer for each side on each thread.
        let stores = EntryStores(preparation.sources, memory: options.memory / 8, spillingInto: options.scratch)
        let pulling = Pulling(preparation: preparation, options: options, limits: limits)
        let increments = Increments(preparation, options, limits)
        let (pulled, read) = try read(pulling, stores, increments, findings)
        try findings.checkInterruption()
        let proof = FeedProof(
            configuration: configuration,
            stores: stores,
            pages: pulled.pages,
            now: options.now()
        )
        let reading = try proof.marked(read)
        findings.progress(.stage(.comparing, done: 0))
        let store = RecordStore(
            pages: pulled.pages,
            sources: reading.sources,
            limits: limits,
            setAside: reading.setAside
        )
        let judging = Judging(preparation: preparation, sources: reading.sources, today: options.now())
        let reconciler = Reconciler(
            local: stores.local,
            portal: stores.portal,
            sourceOfPage: pulled.pages.map(\.source),
            sources: judging.facts(),
            classifier: judging.classifier(),
            decode: { try store.compared($0) }
        )
        return ReconciledRun(
            preparation: preparation,
            pages: pulled.pages,
            proof: proof,
            increments: increments,
            reading: reading,
            store: store,
            reconciler: reconciler,
            outcome: try reconciler.run(threads: options.threads),
            judging: judging,
            threads: options.threads
        )
    }

    /// Pulls all sources and scans each page as soon as it is there.
    private static func read(
        _ pulling: Pulling,
        _ stores: EntryStores,
        _ increments: Increments,
        _ findings: RunFindings
    ) throws -> (Pulling.Outcome, PageReading.Outcome) {
        let telling = PullTelling(sources: pulling.preparation.configuration.sources, findings.progress)
        telling.begin()
        let reading = PageReading(
            sources: pulling.preparation.readSources,
            stores: stores,
            limits: pulling.limits,
            agencies: pulling.preparation.agencies,
            threads: pulling.options.threads,
            horizon: pulling.options.now().seconds,
            progress: { telling.tellRead($0) }
        )
        let order = pulling.order { reading.add($0) }
        let codes = LocalCodes(sources: pulling.preparation.sources, limits: pulling.limits)
        let crew = Crew()
        let pull = try PullCrew(
            pulling.pulls(since: increments.since),
            into: order,
            increments: increments.sources,
            codes: codes.codes,
            follow: { reading.follow($0, $1, on: crew) },
            watch: { telling.tell($1, of: $0) },
            whenDone: { reading.close() }
        )
        pull.start(on: crew)
        reading.start(on: crew)
        try crew.wait(findings.checkInterruption) {
            pull.stop()
            reading.stop()
        }
        increments.take(pull.snapshots)
        let pulled = increments.marking(pulling.outcome(order))
        let outcome = try reading.outcome(of: pulled.pages, pulled.sources, findings.checkInterruption)
        return (pulled, outcome.withEmptyFeedsMarked())
    }
}
