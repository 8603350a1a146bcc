import Dossiers
import Feeds
import Formats
import Mapping
import Reports
import Settings

/// A source that is asked for what changed since the last run, and in full from time to time.
struct IncrementalSource: Sendable {
    /// Since when changes are asked for; nil: everything is.
    let since: Instant?
    private let source: RunSource
    private let memory: SourceMemory
    private let basis: String
    /// How far before the watermark increments ask back to.
    private let overlap: Duration
    /// When this reading began.
    private let moment: Instant
    private let options: RunOptions
    private let limits: FormatLimits

    /// What is to be asked of a source today.
    ///
    /// - Parameters:
    ///   - source: with the program that reads its raw pages.
    ///   - folder: where what is known of it is kept.
    init(
        _ source: RunSource,
        _ setting: Configuration.Source,
        _ incremental: Fetch.Incremental,
        folder: String,
        _ options: RunOptions,
        _ limits: FormatLimits
    ) {
        self.source = source
        self.options = options
        self.limits = limits
        moment = options.now()
        overlap = incremental.overlap
        basis = "\(setting.mapping) \(setting.fetch.method.basis) by \(incremental.by)"
        memory = SourceMemory(folder: folder, basis: basis)
        since = memory.state?.since(incremental, at: moment)
    }

    /// Why something that was known does not count any more; nil when nothing was lost.
    var loss: Sentence? { memory.loss }

    /// Makes one snapshot of what is known and what came.
    ///
    /// - Parameter result: what the pull brought, with its problems.
    /// - Throws: `SnapshotProblem` when the disk does not take it.
    func merged(_ result: FeedResult) throws -> IncrementalOutcome {
        let pages = result.pages.enumerated().map { number, page in
            Page(number: number, source: 0, path: page.path, name: page.name, bytes: page.bytes)
        }
        let path = try target()
        let merge = try SnapshotMerge(source, limits: limits, horizon: moment.seconds)
        let known = result.isComplete && since == nil ? nil : memory.snapshot
        let merged = try merge.merge(previous: known, pages: pages, into: path)
        var outcome = IncrementalOutcome(
            page: FeedPage(path: path, origin: "\(source.id)/snapshot.ndjson", bytes: merged.contents.bytes),
            isFull: since == nil,
            declaredAsOf: merged.declaredAsOf,
            problems: merged.problems
        )
        if since == nil, let previous = memory.snapshot, result.isComplete {
            let behind = memory.state?.watermark.map { $0.earlier(by: overlap) }
            outcome.comparison = try merge.compare(previous: previous, current: path, behind: behind)
        }
        if result.isComplete { outcome.state = state(after: merged) }
        return outcome
    }

    /// Makes an outcome count for the runs to come.
    ///
    /// - Throws: `RunFolderError` when the disk does not take it; what was known before still counts then.
    func commit(_ outcome: IncrementalOutcome) throws {
        guard options.keepsPages, let state = outcome.state else { return }
        var memory = memory
        try memory.commit(state)
    }

    private func target() throws -> String {
        guard !options.keepsPages else { return try memory.begin(run: options.run) }
        return "\(options.scratch)/\(source.id)-snapshot.ndjson"
    }

    private func state(after merged: SnapshotOutcome) -> SourceState? {
        let reading: SourceState.Reading
        if since != nil, let state = memory.state { reading = .increment(on: state) } else { reading = .full(moment) }
        return SourceState(after: merged, reading, run: options.run, basis: basis)
    }
}

/// What became of a reading of an `IncrementalSource`.
struct IncrementalOutcome: Sendable {
    /// The snapshot, the only page that is read.
    var page: FeedPage
    /// Whether everything was asked for.
    var isFull: Bool
    var declaredAsOf: Instant?
    /// Why the pages are not all that they should be.
    var problems: [Sentence]
    /// What a full read found against what increments had kept up; nil where there is nothing to compare.
    var comparison: SnapshotComparison?
    /// What is to count from now on; nil: what was known before still does.
    var state: SourceState?
}

extension SourceState {
    /// Since when changes are asked for; nil when a full read is due.
    fileprivate func since(_ incremental: Fetch.Incremental, at moment: Instant) -> Instant? {
        guard let watermark, let fullAt, moment.seconds - fullAt.seconds < incremental.full.components.seconds,
            moment.seconds >= fullAt.seconds
        else { return nil }
        return watermark.earlier(by: incremental.overlap)
    }
}

extension Instant {
    fileprivate func earlier(by length: Duration) -> Instant {
        Instant(localSeconds: seconds - length.components.seconds, precision: .second)
    }
}

extension Fetch.Method {
    /// What is asked for, free of secrets: what was known of something else does not count.
    fileprivate var basis: String {
        switch self {
        case .opencps(let fetch): "opencps \(fetch.url) \(fetch.group)"
        case .igate(let fetch): "igate \(fetch.url)"
        case .http(let fetch): "http \(fetch.url) \(fetch.parameters.map(\.name))"
        case .files, .session, .provincePortal, .transportMinistry, .businessRegistration, .soap: ""
        }
    }
}
