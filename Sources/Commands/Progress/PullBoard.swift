import Reports

/// How far a run has come, source by source: a value that takes the news and is asked for what to show.
struct PullBoard: Sendable, Hashable {
    /// What a run is busy with.
    struct Stage: Sendable, Hashable {
        var stage: RunProgress.Stage
        var done: Int
        /// Nil while nobody knows.
        var total: Int?
    }

    /// In the order of the configuration; empty before the run has begun.
    private(set) var sources: [PulledSource] = []
    /// The newest stage; nil before the first.
    private(set) var stage: Stage?

    /// Takes what happened at `now`.
    mutating func take(_ progress: RunProgress, at now: Duration) {
        switch progress {
        case .begun(let ids): sources = ids.map(PulledSource.init)
        case .source(let id, let news):
            guard let place = sources.firstIndex(where: { $0.id == id }) else { return }
            sources[place].take(news, at: now)
        case .stage(let stage, let done, let total): take(Stage(stage: stage, done: done, total: total))
        }
    }

    /// Threads that read tell of each other's records late; a count never goes back.
    private mutating func take(_ news: Stage) {
        guard let stage, stage.stage == news.stage, stage.done > news.done else { return stage = news }
    }

    /// Those that are being pulled.
    var pulling: [PulledSource] { sources.filter { $0.phase == .pulling } }

    /// How many wait for their turn.
    var waiting: Int { sources.count { $0.phase == .waiting } }

    /// Those that have ended.
    var ended: [PulledSource] { sources.filter { $0.phase == .complete || $0.phase == .incomplete } }

    /// Those that are pulled, the ones that will take longest first: by the time that is left, then by the silence.
    func slowest(at now: Duration) -> [PulledSource] {
        pulling.sorted { one, other in
            let (left, right) = (one.rest(at: now), other.rest(at: now))
            guard left == right else { return (left ?? .zero) > (right ?? .zero) }
            return one.heard < other.heard
        }
    }

    /// Ids of the sources that have become silent for too long, each once for each silence.
    mutating func newlySilent(at now: Duration) -> [String] {
        sources.indices.compactMap { sources[$0].becomesSilent(at: now) ? sources[$0].id : nil }
    }
}

extension [PulledSource] {
    /// Pages of all.
    var pages: Int { reduce(0) { $0 + $1.pages } }
    /// Records of all.
    var records: Int { reduce(0) { $0 + $1.records } }

    /// Records a second of all; nil before anything can be said.
    func perSecond(at now: Duration) -> Double? {
        let rates = compactMap { $0.perSecond(at: now) }
        return rates.isEmpty ? nil : rates.reduce(0, +)
    }
}
