import Dossiers
import Feeds
import Reports
import Settings
import Synchronization

/// What happened to a source, as its pull knows it.
enum PullNews: Sendable {
    case begun
    case step(ListFeed.Step)
    case ended(FeedResult)
}

/// Tells a person who waits what the pulls of a run come to, and how much of it was read; safe from any thread.
final class PullTelling: Sendable {
    private let sources: [Configuration.Source]
    private let progress: @Sendable (RunProgress) -> Void
    private let recordsRead = Atomic<Int>(0)

    /// A telling about `sources`, whose numbers are their places.
    init(sources: [Configuration.Source], _ progress: @escaping @Sendable (RunProgress) -> Void) {
        self.sources = sources
        self.progress = progress
    }

    /// Tells that the run begins, and what is odd about its sources before anything was asked of them.
    func begin() {
        progress(.begun(sources: sources.map(\.id)))
        for source in sources {
            if let remark = PullTelling.unchecked(source) { progress(.source(source.id, .remark(remark))) }
        }
    }

    /// Tells what happened to a source.
    func tell(_ news: PullNews, of source: Int) {
        if let news = SourceNews(news) { progress(.source(sources[source].id, news)) }
    }

    /// Tells that so many further records were read.
    func tellRead(_ records: Int) {
        let done = recordsRead.add(records, ordering: .relaxed).newValue
        progress(.stage(.reading, done: done))
    }

    /// What the summary of the run says of sources that are believed without proof.
    static func warnings(on sources: [Configuration.Source]) -> [Sentence] {
        sources.compactMap { source in unchecked(source).map { "source \(source.id): \($0)" } }
    }

    private static func unchecked(_ source: Configuration.Source) -> Sentence? {
        source.fetch.trust.isVerified ? nil : "certificates are not checked; whoever answers is believed"
    }
}

extension SourceNews {
    /// Nil for what nobody needs to know: a page counts once it is whole.
    fileprivate init?(_ news: PullNews) {
        switch news {
        case .begun: self = .begun
        case .step(.page(let page)), .step(.grown(let page)): self = .page(PulledPage(page))
        case .step(.growing), .step(.lost): return nil
        case .step(.withdrawn(let pages)):
            self = .readAgain(pages: pages.count, records: pages.reduce(0) { $0 + ($1.records ?? 0) })
        case .step(.keyRefused): self = .loginRenewed
        case .ended(let result): self = .ended(problems: result.problems.map(Pulling.text))
        }
    }
}

extension PulledPage {
    fileprivate init(_ page: FeedPage) {
        self.init(
            name: page.path.split(separator: "/").last.map(String.init) ?? page.name,
            records: page.records,
            bytes: page.bytes,
            total: page.stand?.total,
            share: page.stand?.share
        )
    }
}
