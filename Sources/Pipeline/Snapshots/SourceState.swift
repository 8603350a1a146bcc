import Dossiers

/// What is known of a source: its snapshot and how far its increments have come.
struct SourceState: Sendable, Hashable {
    /// Name of the snapshot in the folder of the source.
    let snapshot: String
    /// Bytes of the snapshot.
    let bytes: Int64
    /// `ByteSeal.text` of the snapshot.
    let seal: String
    /// Lines of the snapshot.
    let records: Int
    /// The newest last change that is safe in the snapshot; nil when no record named one: only full reads help then.
    let watermark: Instant?
    /// When the last full read was begun.
    let fullAt: Instant?
    /// The run that made it.
    let run: String
    /// What the source was asked for; see `SourceMemory.init(folder:basis:)`.
    let basis: String

    init(
        snapshot: String,
        bytes: Int64,
        seal: String,
        records: Int,
        watermark: Instant?,
        fullAt: Instant?,
        run: String,
        basis: String
    ) {
        self.snapshot = snapshot
        self.bytes = bytes
        self.seal = seal
        self.records = records
        self.watermark = watermark
        self.fullAt = fullAt
        self.run = run
        self.basis = basis
    }
}

extension SourceState {
    /// How a snapshot was read.
    enum Reading: Sendable, Hashable {
        /// Everything was asked for, from this moment on.
        case full(Instant)
        /// What changed since the watermark of this state.
        case increment(on: SourceState)
    }

    /// The state after a merge; nil when its pages were not all that they should be: it must not count then.
    ///
    /// A full read sets the watermark anew, an increment never moves it back.
    init?(after outcome: SnapshotOutcome, _ reading: Reading, run: String, basis: String) {
        guard outcome.problems.isEmpty else { return nil }
        let before: SourceState?
        let watermark: Instant?
        let fullAt: Instant?
        switch reading {
        case .full(let moment):
            (before, fullAt) = (nil, moment)
        case .increment(let state):
            (before, fullAt) = (state, state.fullAt)
        }
        watermark = [before?.watermark, outcome.newest].compactMap(\.self).max()
        self.init(
            snapshot: outcome.path.split(separator: "/").last.map(String.init) ?? outcome.path,
            bytes: outcome.contents.bytes,
            seal: outcome.contents.seal.text,
            records: outcome.records,
            watermark: watermark.map { Instant(localSeconds: $0.seconds, precision: .second) },
            fullAt: fullAt.map { Instant(localSeconds: $0.seconds, precision: .second) },
            run: run,
            basis: basis
        )
    }
}
