import Dossiers
import Formats
import Foundation
import LoopbackServer
import Settings
import Synchronization
import Testing
import Transport

@testable import Feeds

/// Services that are called: one question, one answer, a fault with HTTP 500, and some that hand every record out once.
@Suite(.timeLimit(.minutes(15)))
struct SOAPServiceTests {
    private static let answer =
        "<Envelope><Body><r><HOSO><MASOHOSO>1</MASOHOSO></HOSO><HOSO><MASOHOSO>2</MASOHOSO></HOSO></r></Body></Envelope>"

    private static let fault = """
        <?xml version="1.0" encoding="ISO-8859-1"?><SOAP-ENV:Envelope \
        xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault>\
        <faultcode>Client</faultcode><faultstring>WORDS</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>
        """

    /// Looks at an answer as the pipeline does: a fault is a refusal, one that knows no code is an answer to a look-up.
    private static func survey(_ page: FeedPage, _ slice: FeedSlice) throws -> PageSurvey {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: page.path)))
        let tree = try XMLTree.document(bytes.span, limits: FormatLimits())
        let body = tree["Envelope"]?["Body"] ?? tree["Body"]
        guard let fault = body?["Fault"] else {
            let text = String(decoding: bytes, as: UTF8.self)
            return PageSurvey(records: text.split(separator: "<HOSO>").count - 1)
        }
        var survey = PageSurvey(records: 0)
        let words = fault["faultstring"]?.scalarText ?? ""
        if case .code = slice, words.contains("not found") {
            survey.isNotFound = true
        } else {
            survey.refusal = "a fault: \(Sentence(said: words))"
        }
        return survey
    }

    private func feed(
        _ fetch: String,
        _ server: LoopbackServer,
        days: (first: Instant, last: Instant)? = nil,
        codes: [String] = []
    ) throws -> ListFeed {
        let text = """
            doisoat: 1
            unit: { code: H23 }
            window: { received: 2023-12-01..2023-12-31 }
            local: [{ id: a, mapping: m, fetch: { kind: files, url: a } }]
            portal: { mapping: m, fetch: { kind: soap, url: "\(server.url("/ws"))", \(fetch), retries: 3 } }

            """
        let fetch = try Configuration.read(SourceText(file: "c/d", text: text)).portal.source.fetch
        var basis = FeedBasis(fetch, fileExtension: "xml", logins: Logins()) { _ in "s3cret" }
        basis.days = days
        basis.codes = codes
        var feed = try ServedFamily.feed(fetch, basis)
        feed.pause = { _ in }
        return feed
    }

    private func pull(_ feed: ListFeed, _ folder: ScratchFolder) throws -> FeedResult {
        try feed.pull(with: TransferEngine(), into: folder.archive(), survey: { try Self.survey($0, $1) })
    }

    @Test func eparIsCalledAsDocumented() throws {
        let server = try LoopbackServer { _ in [.answer(Self.answer)] }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let result = try pull(feed("profile: epar", server), folder)
        #expect(result.isComplete && result.pages.map(\.records) == [2])
        let call = try #require(server.calls.first)
        #expect(server.calls.count == 1)
        #expect("\(call.method) \(call.target)" == "POST /ws")
        #expect(call.headers["content-type"] == "text/xml; charset=utf-8")
        #expect(call.headers["soapaction"] == "\"\"")
        #expect(call.text.contains("<call:progress_report xmlns:call=\"urn://tyler/req\""))
        _ = try XMLTree.document(call.body.span, limits: FormatLimits())
    }

    @Test func danangIsCalledForEveryCodeWithItsLoginInside() throws {
        let server = try LoopbackServer { call in
            [
                .answer(
                    call.text.contains(">2<") ? Self.fault.replacing("WORDS", with: "masohoso not found") : Self.answer
                )
            ]
        }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let fetch = """
            profile: danang, codes: { file: c }, auth: { login: { user: mau, password: { env: P } } }, pace: { at_once: 1 }
            """
        let result = try pull(feed(fetch, server, codes: ["1", "2"]), folder)
        #expect(result.isComplete, "\(result.problems)")
        #expect(result.pages.count == 1)
        let texts = server.calls.map(\.text)
        #expect(texts.count == 3, "what is not known is asked for twice")
        for (text, code) in zip(texts, ["1", "2", "2"]) {
            #expect(
                text.contains(
                    """
                    <username xsi:type="xsd:string">mau</username><password xsi:type="xsd:string">s3cret</password>\
                    <masohoso xsi:type="xsd:string">\(code)</masohoso>
                    """
                )
            )
        }
        #expect(server.calls.allSatisfy { $0.headers["authorization"] == nil })
        let index = try text("\(folder.path)/archive/index.ndjson")
        #expect(!index.contains("s3cret") && !"\(result)".contains("s3cret"))
    }

    @Test func aDescribedServiceIsAskedByDays() throws {
        let server = try LoopbackServer { _ in [.answer(Self.answer)] }
        defer { server.stop() }
        let fetch = """
            operation: list, namespace: urn:x, action: urn:x#list, style: literal, window_days: 3, pace: { at_once: 1 },
            parameters: [{ name: from, value: { first_day: dd/MM/yyyy } }, { name: to, value: { last_day: dd/MM/yyyy } }],
            auth: { basic: { user: u, password: { env: P } } }
            """
        let first = try #require(Instant(year: 2_023, month: 12, day: 1, precision: .day))
        let last = try #require(Instant(year: 2_023, month: 12, day: 4, precision: .day))
        let result = try pull(feed(fetch, server, days: (first: first, last: last)), try ScratchFolder())
        #expect(result.isComplete && result.pages.count == 2)
        let bodies = server.calls.map(\.text)
        #expect(bodies[0].contains("<call:from>01/12/2023</call:from><call:to>03/12/2023</call:to>"))
        #expect(bodies[1].contains("<call:from>04/12/2023</call:from><call:to>04/12/2023</call:to>"))
        #expect(server.calls.allSatisfy { $0.headers["soapaction"] == "\"urn:x#list\"" })
        #expect(server.calls.allSatisfy { $0.headers["authorization"] == "Basic dTpzM2NyZXQ=" })
    }

    @Test(arguments: ["200 OK", "500 Error"]) func aFaultIsARefusalWithItsWords(status: String) throws {
        let server = try LoopbackServer { _ in
            [.answer(Self.fault.replacing("WORDS", with: "login failed"), status: status)]
        }
        defer { server.stop() }
        let result = try pull(feed("profile: epar", server), try ScratchFolder())
        #expect(result.problems.map(\.kind) == [.refused])
        #expect(result.problems.first?.detail?.description == "a fault: login failed")
        #expect(server.calls.count == 3, "a service that may be asked again is")
    }

    @Test func anErrorThatIsNoFaultIsAProblem() throws {
        let server = try LoopbackServer { _ in [.answer("<html>Bad gateway", status: "502 Bad Gateway")] }
        defer { server.stop() }
        var feed = try feed("profile: epar", server)
        feed.question.request.retries = .never
        #expect(try pull(feed, try ScratchFolder()).problems.map(\.kind) == [.transferFailed])
    }

    /// A status between success and fault is no answer of the service, and a refused key is one to renew.
    @Test func aKeyThatEndedIsRenewed() throws {
        let server = try LoopbackServer { call in
            if call.path == "/token" { return [.answer("{\"access_token\":\"k\(call.number)\"}")] }
            return [
                call.headers["authorization"] == "Bearer k0"
                    ? .answer("<html>", status: "401 Unauthorized") : .answer(Self.answer)
            ]
        }
        defer { server.stop() }
        let fetch = """
            profile: epar, auth: { oauth2: { url: "\(server.url("/token"))", client: c, secret: { env: S } } }
            """
        let result = try pull(feed(fetch, server), try ScratchFolder())
        #expect(result.isComplete, "\(result.problems)")
        #expect(server.calls.map(\.path) == ["/token", "/ws", "/token", "/ws"])
    }

    @Test func aStatusBetweenSuccessAndFaultIsNoAnswer() throws {
        let server = try LoopbackServer { _ in [.answer(Self.answer, status: "404 Not Found")] }
        defer { server.stop() }
        let result = try pull(feed("profile: epar", server), try ScratchFolder())
        #expect(result.problems.map(\.kind) == [.transferFailed])
        #expect(result.problems.first?.detail?.description == "the server answered with status 404")
        #expect(result.pages.isEmpty)
    }

    // MARK: - Services that hand every record out once

    /// What may come of the one question; whatever it is, it is never asked again.
    struct Outcome: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let acts: [LoopbackServer.Act]
        let problem: FeedProblem.Kind?
        let isKept: Bool
    }

    private static let outcomes = [
        Outcome(testDescription: "an answer", acts: [.answer(answer)], problem: nil, isKept: true),
        Outcome(
            testDescription: "a fault",
            acts: [.answer(fault, status: "500 Error")],
            problem: .refused,
            isKept: true
        ),
        Outcome(
            testDescription: "half an answer",
            acts: [.answer("<a><HOSO>")],
            problem: .uncountablePage,
            isKept: true
        ),
        Outcome(testDescription: "no bytes", acts: [.answer("")], problem: .emptyAnswer, isKept: true),
        Outcome(
            testDescription: "a refused key",
            acts: [.answer("", status: "401 Unauthorized")],
            problem: .transferFailed,
            isKept: false
        ),
        Outcome(
            testDescription: "an overload",
            acts: [.answer("", status: "503 Busy")],
            problem: .transferFailed,
            isKept: false
        ),
        Outcome(testDescription: "a reset", acts: [.reset], problem: .transferFailed, isKept: false),
        Outcome(
            testDescription: "cut",
            acts: [.answer("<a>", length: 99), .close],
            problem: .transferFailed,
            isKept: false
        ),
    ]

    @Test(arguments: outcomes) func whatIsHandedOutOnceIsAskedForOnce(_ outcome: Outcome) throws {
        let server = try LoopbackServer { _ in outcome.acts }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let result = try pull(feed("profile: epar, marks_as_read: true", server), folder)
        #expect(server.calls.count == 1, "\(result.problems)")
        #expect(result.problems.map(\.kind) == [outcome.problem].compactMap(\.self))
        #expect(result.isComplete == (outcome.problem == nil))
        let kept = outcome.isKept ? ["index.ndjson", "page-000001.xml"] : ["index.ndjson"]
        #expect(try names(in: "\(folder.path)/archive") == kept)
    }

    /// What is asked for ahead would be marked as read, and thrown away where the part before it fails.
    @Test func nothingThatIsHandedOutOnceIsAskedForAhead() throws {
        let server = try LoopbackServer { _ in [.answer(Self.fault, status: "500 Error")] }
        defer { server.stop() }
        let fetch = """
            operation: list, window_days: 1, marks_as_read: true, pace: { at_once: 4 },
            parameters: [{ name: from, value: { first_day: dd/MM/yyyy } }]
            """
        let first = try #require(Instant(year: 2_023, month: 12, day: 1, precision: .day))
        let last = try #require(Instant(year: 2_023, month: 12, day: 9, precision: .day))
        let result = try pull(feed(fetch, server, days: (first: first, last: last)), try ScratchFolder())
        #expect(result.problems.map(\.kind) == [.refused])
        #expect(server.calls.count == 1)
    }

    @Test func whatIsHandedOutOnceIsOnTheDiskBeforeItIsLookedAt() throws {
        let server = try LoopbackServer { _ in [.answer(Self.answer)] }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let listed = Mutex("")
        let archive = try folder.archive()
        let result = try feed("profile: epar, marks_as_read: true", server).pull(
            with: TransferEngine(),
            into: archive,
            survey: { page, slice in
                let index = try text("\(archive.folder)/index.ndjson")
                listed.withLock { $0 = index }
                return try Self.survey(page, slice)
            }
        )
        #expect(result.isComplete)
        #expect(listed.withLock { $0 }.contains("\"page\":\"page-000001.xml\""))
    }

    @Test func aFaultOfAServiceThatHandsOutOnceStaysInTheArchive() throws {
        let server = try LoopbackServer { _ in [.answer(Self.fault, status: "500 Error")] }
        defer { server.stop() }
        let folder = try ScratchFolder()
        _ = try pull(feed("profile: epar, marks_as_read: true", server), folder)
        #expect(try text("\(folder.path)/archive/page-000001.xml") == Self.fault)
        #expect(try text("\(folder.path)/archive/index.ndjson").contains("\"status\":500"))
    }
}
