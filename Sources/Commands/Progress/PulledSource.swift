import Reports

/// How far one source has come: a value that takes the news of it.
struct PulledSource: Sendable, Hashable {
    /// Where it stands.
    enum Phase: Sendable, Hashable {
        case waiting
        case pulling
        case complete
        case incomplete
    }

    let id: String
    private(set) var phase = Phase.waiting
    private(set) var pages = 0
    private(set) var records = 0
    private(set) var bytes: Int64 = 0
    /// Records that it will give in all; nil while nobody knows.
    private(set) var total: Int?
    /// Name of the newest page; nil before the first.
    private(set) var page: String?
    /// When something was last heard of it.
    private(set) var heard = Duration.zero
    private var pace = PullPace(at: .zero)
    private var isSilent = false

    /// How long a source may be silent before it is told.
    static let patience = Duration.seconds(60)

    /// A source of which nothing was heard yet.
    init(id: String) { self.id = id }

    /// Takes what happened at `now`.
    mutating func take(_ news: SourceNews, at now: Duration) {
        heard = now
        isSilent = false
        switch news {
        case .begun:
            phase = .pulling
            pace = PullPace(at: now)
        case .page(let page): take(page, at: now)
        case .readAgain(let pages, let records):
            self.pages -= pages
            self.records -= records
            pace = PullPace(at: now)
        case .ended(let problems): phase = problems.isEmpty ? .complete : .incomplete
        case .loginRenewed, .remark: break
        }
    }

    private mutating func take(_ page: PulledPage, at now: Duration) {
        pages += 1
        records += page.records ?? 0
        bytes += page.bytes
        total = page.total ?? total
        self.page = page.name
        pace.note(records, share: page.share, at: now)
    }

    /// Whether it has become silent for too long; true once for each silence.
    mutating func becomesSilent(at now: Duration) -> Bool {
        guard phase == .pulling, !isSilent, now - heard >= PulledSource.patience else { return false }
        isSilent = true
        return true
    }

    /// Records a second of late; nil before anything can be said.
    func perSecond(at now: Duration) -> Double? { pace.perSecond(at: now) }

    /// How long the rest takes; nil while nobody knows.
    func rest(at now: Duration) -> Duration? { pace.rest(at: now) }
}
