import Dossiers
import LoopbackServer
import Settings
import Synchronization
import Testing
import Transport

@testable import Feeds

/// Keys that end: every family with a login gets a new one once, and the page again.
@Suite(.timeLimit(.minutes(15)))
struct KeyContractTests {
    private static let families = Family.all.filter { $0.login != nil }
    private static let codes = ServedFamily.dossiers.map(\.code)

    /// How a server says that it will not have a key.
    private static let refusals = [
        [LoopbackServer.Act.answer("het phien", status: "401 Unauthorized")],
        [.answer("het phien", status: "403 Forbidden")],
        [.answer("{\"error_code\":\"-2\",\"message\":\"Hết phiên đăng nhập\"}")],
    ]

    /// Families with the ways in which they refuse: only some have a code in their body.
    private static let ways = families.flatMap { family in
        refusals.enumerated().filter { $0.offset < 2 || family.hasCode }.map { (family, $0.offset) }
    }

    @Test(arguments: ways, [1, 2])
    func aKeyThatEndedIsRenewedOnceAndThePageAskedForAgain(_ way: (family: Family, refusal: Int), from: Int) throws {
        let served = try ServedFamily(way.family) { number, call in
            number >= from && way.family.key(call) == "s3cret-key-1" ? Self.refusals[way.refusal] : nil
        }
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 1 }"))
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == Self.codes)
        #expect(served.logins == 2)
        #expect(served.asked.count == way.family.asked.count + 1)
    }

    @Test(arguments: ways) func pagesAskedForAheadWithTheOldKeyBringNoSecondLogin(_ way: (family: Family, refusal: Int))
        throws
    {
        let served = try ServedFamily(way.family) { _, call in
            way.family.key(call) == "s3cret-key-1" ? Self.refusals[way.refusal] : nil
        }
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 3 }"))
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == Self.codes)
        #expect(served.logins == 2)
    }

    @Test(arguments: ways) func aSourceThatRefusesEveryKeyIsAProblem(_ way: (family: Family, refusal: Int)) throws {
        let served = try ServedFamily(way.family) { _, _ in Self.refusals[way.refusal] }
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 1 }"))
        #expect(!pulled.result.isComplete)
        #expect(pulled.codes.isEmpty)
        let expected: FeedProblem.Kind = way.refusal < 2 ? .transferFailed : .refused
        #expect(pulled.problems.allSatisfy { $0 == expected })
        // Two for each slice at the most: a source whose login does not help is not knocked at all night.
        #expect(served.logins <= 4)
    }

    @Test(arguments: [
        ("no answer", "", true), ("a page for people", "<html>", true), ("no key", "{\"error_code\":0}", true),
        ("a blank key", "{\"error_code\":0,\"session\":\"\"}", true),
        ("another code", "{\"error_code\":\"-1\",\"session\":\"s3cret\"}", false),
        ("no code", "{\"session\":\"s3cret\"}", false),
    ])
    func aLoginThatGivesNoKeyIsAProblem(name: String, body: String, isTransient: Bool) throws {
        let server = try LoopbackServer { _ in [.answer(body)] }
        defer { server.stop() }
        let ring = try ring(server)
        let problem = #expect(throws: FeedProblem.self) {
            try ring.key(with: TransferEngine(), within: .seconds(60))
        }
        #expect(problem?.kind == .loginFailed, "\(name)")
        #expect(problem?.isTransient == isTransient, "\(name)")
        #expect("\(try #require(problem))".contains("s3cret") == false, "\(name)")
        #expect(server.calls.count == (isTransient ? 3 : 1), "a login that may yet be answered is tried three times")
    }

    @Test(arguments: [("401 Unauthorized", 1), ("503 Busy", 3)])
    func aLoginThatIsRefusedIsNotTriedAgain(status: String, calls: Int) throws {
        let server = try LoopbackServer { _ in [.answer("s3cret", status: status)] }
        defer { server.stop() }
        let ring = try ring(server)
        let problem = #expect(throws: FeedProblem.self) {
            try ring.key(with: TransferEngine(), within: .seconds(60))
        }
        #expect(problem?.kind == .loginFailed)
        #expect(server.calls.count == calls)
    }

    // MARK: - Rings

    private func ring(
        _ server: LoopbackServer,
        lifetime: Duration? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) throws -> Keyring {
        var question = Question(TransferRequest(url: server.url("/login?secret=s3cret-in-query")))
        question.request.retries = .never
        question.body = .json([Asked("username", .fixed("u")), Asked("password", .secret(Hidden("s3cret-p")))])
        var login = Login(question, keyName: "session")
        login.codeName = "error_code"
        login.lifetime = lifetime
        login.lifetimeName = "expires_in"
        return Keyring(login, now: now, pause: { _ in })
    }

    /// A key is used for nine tenths of the time that it holds: the time in the answer counts, else that of the system.
    @Test(arguments: [(",\"expires_in\":100", 89, 1), (",\"expires_in\":100", 91, 2), ("", 539, 1), ("", 541, 2)])
    func aKeyThatEndsSoonIsNotUsed(more: String, seconds: Int, logins: Int) throws {
        let server = try LoopbackServer { call in
            [.answer("{\"session\":\"k\(call.number)\",\"error_code\":\"0\"\(more)}")]
        }
        defer { server.stop() }
        let start = ContinuousClock.now
        let passed = Mutex(0)
        let ring = try ring(server, lifetime: .seconds(600)) { start + .seconds(passed.withLock { $0 }) }
        let engine = try TransferEngine()
        #expect(try ring.key(with: engine, within: .seconds(60)).text.text == "k0")
        passed.withLock { $0 = seconds }
        #expect(try ring.key(with: engine, within: .seconds(60)).text.text == "k\(logins - 1)")
        #expect(server.calls.count == logins)
    }

    @Test func anOldRefusalLetsGoOfNoNewerKey() throws {
        let server = try LoopbackServer { call in [.answer("{\"session\":\"k\(call.number)\",\"error_code\":0}")] }
        defer { server.stop() }
        let ring = try ring(server)
        let engine = try TransferEngine()
        let first = try ring.key(with: engine, within: .seconds(60))
        ring.discard(first.generation)
        let second = try ring.key(with: engine, within: .seconds(60))
        ring.discard(first.generation)
        #expect(try ring.key(with: engine, within: .seconds(60)).generation == second.generation)
        #expect(server.calls.count == 2)
    }

    @Test func sourcesThatLogInAlikeShareOneLogin() throws {
        let served = try ServedFamily(.session)
        let logins = Logins()
        let feeds = try (0..<3).map { _ in try served.feed(logins: logins) }
        for feed in feeds { #expect(try served.pull(feed).codes == Self.codes) }
        #expect(served.logins == 1)
        #expect(try served.pull(served.feed(logins: Logins())).codes == Self.codes)
        #expect(served.logins == 2, "another run logs in anew")
    }

    /// Whoever asks for another scope, or with another secret, is another.
    @Test(arguments: [
        (
            "oauth2: { url: AT/token, client: c, secret: { env: A } }",
            "oauth2: { url: AT/token, client: c, secret: { env: B } }"
        ),
        (
            "oauth2: { url: AT/token, client: c, secret: { env: A } }",
            "oauth2: { url: AT/token, client: c, secret: { env: A }, scope: read }"
        ),
        (
            "lgsp: { url: AT/token, access_key: { env: A }, secret_key: { env: S } }",
            "lgsp: { url: AT/token, access_key: { env: B }, secret_key: { env: S } }"
        ),
        (
            "lgsp: { url: AT/token, access_key: { env: A }, secret_key: { env: S } }",
            "lgsp: { url: AT/token, access_key: { env: A }, secret_key: { env: S }, partner_code: p }"
        ),
    ])
    func sourcesThatLogInOtherwiseShareNothing(one: String, other: String) throws {
        let served = try ServedFamily(.igate)
        let logins = Logins()
        for proof in [one, other, one] {
            let fetch = "kind: igate, url: AT/pa/dossier/search, page: 2, window_days: 3, auth: { \(proof) }"
            #expect(try served.pull(served.feed(logins: logins, fetch: fetch)).codes == Self.codes)
        }
        #expect(served.logins == 2)
    }

    // MARK: - The documented logins

    @Test func aSessionIsLoggedInToAsDocumented() throws {
        let served = try ServedFamily(.session)
        _ = try served.pull(served.feed())
        let call = try #require(served.server.calls.first)
        #expect("\(call.method) \(call.target)" == "POST /mapi/login")
        #expect(call.text == #"{"username":"doisoat","password":"s3cret-PASSWORD"}"#)
        #expect(call.headers["content-type"] == "application/json; charset=utf-8")
        #expect(call.headers["accept"] == "application/json")
    }

    @Test(arguments: [
        ("", "Basic ZG9pc29hdDpzM2NyZXQtQ0xJRU5U", "grant_type=client_credentials"),
        (
            ", scope: \"read all\"", "Basic ZG9pc29hdDpzM2NyZXQtQ0xJRU5U",
            "grant_type=client_credentials&scope=read%20all"
        ),
        (", in_form: true", nil, "grant_type=client_credentials&client_id=doisoat&client_secret=s3cret-CLIENT"),
    ])
    func aTokenIsAskedForAsDocumented(more: String, authorization: String?, form: String) throws {
        var family = Family.igate
        family.fetch = family.fetch.replacing("{ env: CLIENT }", with: "{ env: CLIENT }\(more)")
        let served = try ServedFamily(family)
        #expect(try served.pull(served.feed()).codes == Self.codes)
        let call = try #require(served.server.calls.first)
        #expect("\(call.method) \(call.target)" == "POST /token")
        #expect(call.text == form)
        #expect(call.headers["authorization"] == authorization)
        #expect(call.headers["content-type"] == "application/x-www-form-urlencoded")
    }

    @Test func aSharingPlatformGetsItsKeysAsDocumented() throws {
        var family = Family.igate
        family.fetch = """
            kind: igate, url: AT/pa/dossier/search, page: 2, window_days: 3, auth: { lgsp: { url: AT/token,
            access_key: { env: A }, secret_key: { env: S }, app_name: app, partner_code: p, partner_code_cus: c } }
            """
        let served = try ServedFamily(family)
        #expect(try served.pull(served.feed()).codes == Self.codes)
        let call = try #require(served.server.calls.first)
        #expect(call.text == "grant_type=client_credentials")
        #expect(
            call.headers["lgspaccesstoken"]
                == "eyJBY2Nlc3NLZXkiOiJzM2NyZXQtQSIsIlNlY3JldEtleSI6InMzY3JldC1TIiwiQXBwTmFtZSI6ImFwcCIsIlBhcnRuZXJDb2RlIjoi"
                + "cCIsIlBhcnRuZXJDb2RlQ3VzIjoiYyJ9"
        )
        #expect(served.server.calls.last?.headers["authorization"] == "Bearer s3cret-key-1")
    }
}
