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
        return try run.tell(findings, run: options.run)
    }

    /// Everything up to the first word.
    static func join(
        _ configuration: Configuration,
        _ options: RunOptions,
        _ findings: RunFindings
    ) throws -> ReconciledRun {
        let limits = FormatLimits()
        let preparation = try Preparation(configuration)
        let pulled = try Pulling(preparation: preparation, options: options, limits: limits).run(
            findings.checkInterruption
        )
        let stores = EntryStores(pulled.sources, memory: options.memory / 4, spillingInto: options.scratch)
        let progress = findings.progress
        let reading = try PageReading(
            pages: pulled.pages,
            sources: pulled.sources,
            stores: stores,
            limits: limits,
            agencies: preparation.agencies,
            threads: options.threads,
            progress: { progress(RunProgress(.reading, done: $0)) }
        ).run().withEmptyFeedsMarked()
        try findings.checkInterruption()
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
            reading: reading,
            store: store,
            reconciler: reconciler,
            outcome: try reconciler.run(threads: options.threads),
            judging: judging,
            threads: options.threads
        )
    }
}
