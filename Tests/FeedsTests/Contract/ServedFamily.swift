import Dossiers
import Feeds
import LoopbackServer
import Settings
import Synchronization
import Testing
import Transport

/// A family and a server of its own, which answers as the protocol says unless a test says otherwise.
final class ServedFamily: Sendable {
    /// What a test does with a call for a page, by its number among those; nil: what the server does by itself.
    typealias Trick = @Sendable (_ number: Int, _ call: HTTPCall) -> [LoopbackServer.Act]?

    static let dossiers = [(1, 1), (2, 1), (3, 2), (4, 4), (5, 4)].map { ServedDossier(number: $0, day: $1) }

    let family: Family
    let server: LoopbackServer
    private let script: Script

    /// What the server knows; shared with its threads.
    private final class Script: Sendable {
        struct State {
            var dossiers = ServedFamily.dossiers
            var pages = 0
            var logins = 0
            /// Keys that hold; nil: any does.
            var holding: Set<String>?
        }

        let family: Family
        let trick: Trick
        let state = Mutex(State())

        init(_ family: Family, _ trick: @escaping Trick) {
            self.family = family
            self.trick = trick
        }

        func acts(_ call: HTTPCall) -> [LoopbackServer.Act] {
            if call.path == family.login { return [.answer(login())] }
            guard call.path == family.path else { return [.answer("nowhere", status: "404 Not Found")] }
            let number = state.withLock { state in
                state.pages += 1
                return state.pages
            }
            return trick(number, call) ?? [.answer(page(call))]
        }

        func login() -> String {
            let number = state.withLock { state in
                state.logins += 1
                return state.logins
            }
            let name = family.hasCode ? "session" : "access_token"
            return "{\"\(name)\":\"s3cret-key-\(number)\",\"error_code\":0,\"expires_in\":600}"
        }

        func page(_ call: HTTPCall) -> String {
            let part = family.part(call)
            let list = state.withLock { $0.dossiers }.filter { part.days?.contains($0.day) ?? true }
            let rows = list.indices.filter(part.rows.contains).map { family.row(list[$0]) }
            return family.answer(rows, list.count, part.rows.upperBound >= list.count)
        }
    }

    init(_ family: Family, _ trick: @escaping Trick = { _, _ in nil }) throws {
        let script = Script(family, trick)
        self.family = family
        self.script = script
        server = try LoopbackServer { script.acts($0) }
    }

    deinit { server.stop() }

    /// Logins so far.
    var logins: Int { script.state.withLock { $0.logins } }

    /// The dossiers that the server has.
    func serve(_ dossiers: [ServedDossier]) { script.state.withLock { $0.dossiers = dossiers } }

    /// What the server answers by itself.
    func page(_ call: HTTPCall) -> String { script.page(call) }

    /// Calls for pages so far: method, target, body.
    var asked: [String] {
        server.calls.filter { $0.path == family.path }.map { call in
            "\(call.method) \(call.target)" + (call.body.isEmpty ? "" : " \(call.text)")
        }
    }

    // MARK: - The feed

    /// The feed that the configuration of the family, or `fetch` in its place, describes.
    func feed(
        more: String = "",
        days: ClosedRange<Int> = 1...4,
        codes: [String] = [],
        logins: Logins = Logins(),
        fetch: String? = nil
    ) throws
        -> ListFeed
    {
        let text = """
            doisoat: 1
            unit: { code: H23 }
            window: { received: 2023-12-01..2023-12-31 }
            local: [{ id: a, mapping: m, fetch: { kind: files, url: a } }]
            portal:
              mapping: m
              fetch: { \((fetch ?? family.fetch).replacing("AT", with: server.url(""))), retries: 0\(more) }

            """
        let configuration = try Configuration.read(SourceText(file: "c/doisoat.yaml", text: text))
        let fetch = configuration.portal.source.fetch
        var basis = FeedBasis(fetch, fileExtension: "json", logins: logins) { secret in
            guard case .environment(let name) = secret else { return "" }
            return "s3cret-\(name)"
        }
        let first = try #require(Instant(year: 2_023, month: 12, day: days.lowerBound, precision: .day))
        let last = try #require(Instant(year: 2_023, month: 12, day: days.upperBound, precision: .day))
        basis.days = (first: first, last: last)
        basis.codes = codes
        var feed = try Self.feed(fetch, basis)
        feed.pause = { _ in }
        return feed
    }

    /// What a pull came to.
    struct Pulled {
        var result: FeedResult
        /// The codes on the pages, in order.
        var codes: [String]
        /// Names of the pages that the archive lists.
        var listed: [String]
        /// Everything that was told step by step: pages taken, pages withdrawn.
        var steps: [ListFeed.Step]

        var problems: [FeedProblem.Kind] { result.problems.map(\.kind) }
    }

    /// Pulls a feed and looks that nothing of it shows a secret and that the folder holds what it tells of.
    func pull(_ feed: ListFeed) throws -> Pulled {
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        let surveyor = family.surveyor
        var steps: [ListFeed.Step] = []
        let result = try feed.pull(
            with: TransferEngine(),
            into: archive,
            survey: { try surveyor.survey($0, $1) },
            taking: { steps.append($0) }
        )
        let index = try text("\(archive.folder)/index.ndjson")
        let told = "\(result.problems) \(result.pages.map(\.origin))\(index)"
        #expect(!told.contains("s3cret"), "a secret is shown: \(told)")
        let listed = index.split(separator: "\n").map { String($0.split(separator: "\"")[3].prefix { $0 != "\"" }) }
        #expect(try names(in: archive.folder) == (listed + ["index.ndjson"]).sorted(), "the index lists what is there")
        return Pulled(result: result, codes: try result.pages.flatMap(surveyor.codes), listed: listed, steps: steps)
    }

    static func feed(_ fetch: Fetch, _ basis: FeedBasis) throws -> ListFeed {
        switch fetch.method {
        case .http(let fetch): try .described(fetch, basis)
        case .opencps(let fetch): try .opencps(fetch, basis)
        case .igate(let fetch): try .igate(fetch, basis)
        case .session(let fetch): try .session(fetch, basis)
        case .provincePortal(let fetch): try .provincePortal(fetch, basis)
        case .transportMinistry(let fetch): try .transportMinistry(fetch, basis)
        case .businessRegistration(let fetch): try .businessRegistration(fetch, basis)
        case .soap(let fetch): try .soap(fetch, basis)
        case .files: throw NoList()
        }
    }

    private struct NoList: Error {}
}
