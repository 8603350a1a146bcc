import Dossiers
import LoopbackServer
import Synchronization
import Testing
import Transport

@testable import Feeds

/// What every family of systems keeps, whatever its server does.
@Suite(.timeLimit(.minutes(15)))
struct ContractTests {
    private static let codes = ServedFamily.dossiers.map(\.code)

    @Test(arguments: Family.all) func exactlyTheDocumentedQuestionsAreAsked(_ family: Family) throws {
        let served = try ServedFamily(family)
        let pulled = try served.pull(served.feed())
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == Self.codes, "all pages, in order")
        #expect(served.asked.sorted() == family.asked.sorted(), "nothing else, nothing twice")
        for call in served.server.calls where call.path == family.path {
            for (name, value) in family.headers { #expect(call.headers[name] == value, "\(name)") }
        }
        #expect(served.logins == (family.login == nil ? 0 : 1))
        if let key = family.key(try #require(served.server.calls.last)) { #expect(key == "s3cret-key-1") }
    }

    @Test(arguments: Family.all) func aServerWithoutDossiersIsACompleteFeed(_ family: Family) throws {
        let served = try ServedFamily(family)
        served.serve([])
        let pulled = try served.pull(served.feed())
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == [])
        #expect(pulled.result.pages.count == 2, "one page that says so for each slice")
    }

    @Test(arguments: Family.all) func aListOfOneIsReadAsOne(_ family: Family) throws {
        let served = try ServedFamily(family)
        served.serve([ServedDossier(number: 7, day: 3)])
        let pulled = try served.pull(served.feed())
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == ["H23-231201-0007"])
    }

    /// What a server may do instead of giving a page, always or until it is asked again.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let acts: [LoopbackServer.Act]
        let problem: FeedProblem.Kind
        /// Whether the page is asked for again by the feed.
        let isAskedAgain: Bool
    }

    private static let faults = [
        Fault("an error", [.answer("loi Nguyen", status: "500 Error")], .transferFailed, false),
        Fault("not found", [.answer("", status: "404 Not Found")], .transferFailed, false),
        Fault("a reset", [.reset], .transferFailed, false),
        Fault("cut", [.answer("{\"data\":[", length: 9_999), .close], .transferFailed, false),
        Fault("a page for people", [.answer("<html>login</html>")], .uncountablePage, true),
        Fault("no bytes", [.answer("")], .emptyAnswer, true),
        Fault("half a page", [.answer("{\"total\":1,\"data\":[{\"MaHoSo\":\"x\"")], .uncountablePage, true),
        Fault("another object", [.answer("{}")], .uncountablePage, true),
    ]

    @Test(arguments: Family.all, faults)
    func aPageThatFailsIsAProblemAndNeverNoDossiers(_ family: Family, _ fault: Fault) throws {
        for number in 1...2 {
            let bad = Mutex<String?>(nil)
            let served = try ServedFamily(family) { count, call in
                // Whichever page comes so late is wrong for ever, however often it is asked for.
                let place = "\(call.target) \(call.text)".replacing(family.key(call) ?? "no key", with: "key")
                let isBad = bad.withLock { bad in
                    if count == number { bad = place }
                    return bad == place
                }
                return isBad ? fault.acts : nil
            }
            let pulled = try served.pull(served.feed())
            #expect(!pulled.result.isComplete)
            let problem = try #require(pulled.result.problems.first)
            #expect(problem.kind == fault.problem || family.hasCode && problem.kind == .refused)
            #expect(problem.detail?.description.contains("Nguyen") != true)
            #expect(Set(pulled.codes).isSubset(of: Self.codes))
            #expect(pulled.codes.count < 5)
        }
    }

    @Test(arguments: Family.all, faults.filter(\.isAskedAgain))
    func aPageThatIsNoAnswerIsAskedForAgain(_ family: Family, _ fault: Fault) throws {
        let served = try ServedFamily(family) { number, _ in number <= 2 ? fault.acts : nil }
        var feed = try served.feed(more: ", pace: { at_once: 1 }")
        let pauses = Mutex([Int]())
        feed.pause = { attempt in pauses.withLock { $0.append(attempt) } }
        // A refused key is another matter; it is let go before anything is asked again.
        feed.keyring = nil
        let pulled = try served.pull(feed)
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == Self.codes)
        #expect(pauses.withLock { $0 } == [1, 2])
        #expect(served.asked.count == family.asked.count + 2)
        #expect(pulled.listed.count == pulled.result.pages.count, "only pages of the feed are listed")
    }

    /// Whatever a parameter is called, a secret in it is shown nowhere: `pull` looks at all texts.
    @Test(arguments: ["key", "token", "ma", "p"], [true, false])
    func aSecretInTheQueryIsShownNowhere(name: String, isAnswered: Bool) throws {
        var family = Family.described
        family.fetch = "kind: http, url: AT/list, parameters: { \(name): { env: K } }"
        let served = try ServedFamily(family) { _, call in
            isAnswered ? [.answer("{\"count\":0,\"rows\":[]}")] : [.answer("", status: "404 Not Found")]
        }
        let pulled = try served.pull(served.feed())
        #expect(pulled.result.isComplete == isAnswered)
        #expect(served.server.calls.map(\.target) == ["/list?\(name)=s3cret-K"])
    }

    // MARK: - Bounds

    @Test(arguments: Family.all) func aFeedEndsAtItsSize(_ family: Family) throws {
        let served = try ServedFamily(family)
        var feed = try served.feed(more: ", pace: { at_once: 1 }")
        let whole = try served.pull(feed)
        feed.maximumBytes = whole.result.pages.reduce(0) { $0 + $1.bytes } / 2
        let pulled = try served.pull(feed)
        #expect(pulled.problems == [.feedTooLarge])
        #expect(pulled.codes.count < 5)
    }

    @Test(arguments: Family.all) func aFeedEndsAtItsDeadline(_ family: Family) throws {
        let served = try ServedFamily(family)
        let looks = Atomic<Int>(0)
        let start = ContinuousClock.now
        var feed = try served.feed(more: ", pace: { at_once: 1 }, deadline: 15 s")
        feed.now = { start + .seconds(10 * looks.wrappingAdd(1, ordering: .relaxed).newValue) }
        let pulled = try served.pull(feed)
        #expect(pulled.problems == [.deadlinePassed])
        #expect(pulled.result.problems.map(\.isTransient) == [true])
        #expect(pulled.result.pages.count == 1)
    }

    @Test(arguments: Family.all) func daysThatWereNotAskedForAreAProblem(_ family: Family) throws {
        let served = try ServedFamily(family) { _, _ in nil }
        // A server that does not heed the filter gives the whole list.
        var deaf = family
        deaf.part = { call in AskedPart(rows: family.part(call).rows, days: nil) }
        let whole = try ServedFamily(deaf)
        let pulled = try whole.pull(whole.feed(days: 1...2))
        #expect(pulled.problems == [.outsideWindow])
        #expect(try served.pull(served.feed(days: 1...2)).result.isComplete)
    }
}

extension ContractTests.Fault {
    init(
        _ name: String,
        _ acts: [LoopbackServer.Act],
        _ problem: FeedProblem.Kind,
        _ isAskedAgain: Bool
    ) {
        testDescription = name
        self.acts = acts
        self.problem = problem
        self.isAskedAgain = isAskedAgain
    }
}
