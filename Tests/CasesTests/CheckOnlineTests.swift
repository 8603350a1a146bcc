import Foundation
import LoopbackServer
import Testing

/// `check --online` of the real program against real servers.
@Suite(.timeLimit(.minutes(15)))
struct CheckOnlineTests {
    private static let body = SmallWorld.records(2...4).joined()

    /// Checks a world whose portal is fetched so.
    private func check(
        _ fetch: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:]
    ) throws -> CommandOutcome {
        let world = try SmallWorld(portalFetch: fetch)
        return try Program.run(["check", "--online"] + arguments, in: world.folder.url, environment: environment)
    }

    private func fetch(_ portal: SecurePortal, _ more: String) -> String {
        "{ kind: http, url: \"\(portal.url)\"\(more) }"
    }

    private func trusting(_ portal: SecurePortal, _ more: String = "") -> String {
        fetch(portal, ", tls: { ca_file: \"\(portal.authority)\" }\(more)")
    }

    // MARK: - Certificates

    @Test func aSoundPortalIsToldStepByStep() throws {
        let portal = try SecurePortal(body: Self.body)
        let outcome = try check(trusting(portal))
        #expect(outcome.exit == 0, "\(outcome.stdout)\(outcome.stderr)")
        for line in [
            "source portal: sound", "name         127.0.0.1:", "connected in ",
            "CN = loopback, issued by CN = loopback, ",
            "none is configured", "status 200, ", "4 records read, all of them mapped", "clock        0 s apart",
            "source huyen: sound", "1 files; the newest is local.ndjson of ",
        ] {
            #expect(outcome.stdout.contains(line), "«\(line)» is missing in \(outcome.stdout)")
        }
    }

    @Test func aCertificateThatEndsSoonIsAWarning() throws {
        let portal = try SecurePortal(.init(days: 20), body: Self.body)
        let outcome = try check(trusting(portal))
        #expect(outcome.exit == 0, "\(outcome.stderr)")
        #expect(outcome.stdout.contains(/warning +certificate +.*, (19|20) days left/), "\(outcome.stdout)")
        #expect(outcome.stdout.contains("→ ask the operator of the server to renew it"))
    }

    @Test func aCertificateThatIsRefusedIsShownWithWhatToDo() throws {
        let unknown = try SecurePortal(body: Self.body)
        let other = try SecurePortal(.init(name: "DNS:portal.example"), body: Self.body)
        let old = try SecurePortal(.init(days: -1), body: Self.body)
        for (fetch, hint) in [
            (fetch(unknown, ""), "→ is its authority unknown here? name it with `tls: { ca_file: … }`"),
            (trusting(other), "→ the certificate is for another name"),
            (trusting(old), "→ the certificate ended at 20"),
        ] {
            let outcome = try check(fetch)
            #expect(outcome.exit == 4, "\(outcome.stdout)\(outcome.stderr)")
            #expect(outcome.stdout.contains(/failed +certificate .*not trusted \(CN = loopback/), "\(outcome.stdout)")
            #expect(outcome.stdout.contains(hint), "\(outcome.stdout)")
            #expect(!outcome.stdout.contains("page"))
        }
    }

    @Test func whoBelievesWhoeverAnswersIsWarnedInEveryRun() throws {
        let portal = try SecurePortal(body: Self.body)
        let believing = fetch(portal, ", tls: { believe_whoever_answers: true }")
        let checked = try check(believing)
        #expect(checked.exit == 0, "\(checked.stderr)")
        #expect(checked.stdout.contains(/warning +certificate +certificates are not checked; whoever answers/))
        let world = try SmallWorld(portalFetch: believing)
        let outcome = try world.run("run")
        #expect(outcome.stderr.contains("portal] certificates are not checked; whoever answers is believed"))
        let summary = world.run(printedBy: outcome).appending(path: "summary.json")
        let text = try String(contentsOf: summary, encoding: .utf8)
        #expect(text.contains("source portal: certificates are not checked; whoever answers is believed"))
    }

    // MARK: - Clocks

    @Test(arguments: [(120, Int32(0), "warning"), (-120, 0, "warning"), (7_200, 4, "failed")])
    func aServerWithAnotherClockIsTold(ahead: Int, exit: Int32, verdict: String) throws {
        let portal = try SecurePortal(body: Self.body, ahead: ahead)
        let outcome = try check(trusting(portal))
        #expect(outcome.exit == exit, "\(outcome.stdout)\(outcome.stderr)")
        let line = try #require(outcome.stdout.split(separator: "\n").first { $0.contains("the clock of the server") })
        #expect(line.contains(verdict) && line.contains(ahead > 0 ? "s ahead of" : "s behind"), "\(line)")
    }

    // MARK: - Logins

    @Test func aRefusedLoginNamesThePlaceOfTheSecretAndNeverTheSecret() throws {
        let portal = try SecurePortal(status: 401, body: "{}")
        let outcome = try check(
            trusting(portal, ", auth: { bearer: { env: PORTAL_TOKEN } }"),
            environment: ["PORTAL_TOKEN": "open-sesame"]
        )
        #expect(outcome.exit == 4, "\(outcome.stdout)")
        #expect(outcome.stdout.contains(/failed +login +.*status 401/), "\(outcome.stdout)")
        #expect(outcome.stdout.contains("it is read from { env: PORTAL_TOKEN }"))
        #expect(outcome.stdout.contains(/(99|100) days left/), "the certificate is told all the same")
        #expect(outcome.stdout.contains("s apart"), "so is the clock")
        #expect(!(outcome.stdout + outcome.stderr).contains("open-sesame"))
    }

    @Test func aMissingSecretIsToldWithItsPlaceBesideTheOtherSources() throws {
        let portal = try SecurePortal(body: Self.body)
        let outcome = try check(trusting(portal, ", auth: { bearer: { env: PORTAL_TOKEN } }"))
        #expect(outcome.exit == 2, "\(outcome.stdout)")
        #expect(outcome.stdout.contains("put the secret where the configuration says: { env: PORTAL_TOKEN }"))
        #expect(outcome.stdout.contains("source huyen: sound"))
    }

    @Test func aLoginServerThatRefusesIsToldWithWhatIsKnownOfTheSource() throws {
        let tokens = try SecurePortal(status: 400, body: "{\"error\":\"invalid_client\"}")
        let login = "{ oauth2: { url: \"\(tokens.url)\", client: doisoat, secret: { env: CLIENT } } }"
        let outcome = try check(trusting(tokens, ", auth: \(login)"), environment: ["CLIENT": "open-sesame"])
        #expect(outcome.exit == 4, "\(outcome.stdout)")
        #expect(outcome.stdout.contains(/failed +login +.*login-failed/), "\(outcome.stdout)")
        #expect(outcome.stdout.contains("it is read from { env: CLIENT }"))
        #expect(outcome.stdout.contains(/(99|100) days left/))
    }

    // MARK: - The way there

    @Test func aServerThatIsNotThereIsToldWithWhatToDo() throws {
        for (url, step, hint) in [
            ("https://portal.invalid/dossiers", "name", "TSLCD"),
            ("http://127.0.0.1:1/dossiers", "connection", "a firewall or a VPN"),
        ] {
            let outcome = try check("{ kind: http, url: \"\(url)\", retries: 0 }")
            #expect(outcome.exit == 4, "\(outcome.stdout)")
            #expect(outcome.stdout.contains("failed  \(step)"), "\(outcome.stdout)")
            #expect(outcome.stdout.contains(hint))
            #expect(outcome.stderr.contains("error: source portal: \(step): "))
        }
    }

    @Test func aPathThatIsWrongIsToldAfterWhatWorks() throws {
        let portal = try SecurePortal(status: 404, body: "{}")
        let outcome = try check(trusting(portal), ["--lang", "vi"])
        #expect(outcome.exit == 4)
        #expect(outcome.stdout.contains("nguồn portal: chưa tốt"), "\(outcome.stdout)")
        #expect(outcome.stdout.contains(/lỗi +trang đầu +.*máy chủ trả lời với mã 404/))
        #expect(outcome.stdout.contains("→ đường dẫn trong địa chỉ có đúng không?"))
        #expect(outcome.stdout.contains(/đạt +chứng thư +.*còn (99|100) ngày/))
    }

    // MARK: - What is asked

    @Test func whatTheMappingSetsAsideIsCounted() throws {
        let portal = try SecurePortal(body: Self.body + SmallWorld.record(7, status: 99))
        let outcome = try check(trusting(portal))
        #expect(outcome.exit == 0, "\(outcome.stdout)\(outcome.stderr)")
        #expect(outcome.stdout.contains(/warning +mapping +5 records read, 1 of them set aside/), "\(outcome.stdout)")
        #expect(outcome.stdout.contains("1 × "))
        #expect(outcome.stdout.contains("`doisoat mappings unmapped`"))
    }

    @Test func aPortalThatLooksDossiersUpIsAskedForASentinelOrForNothing() throws {
        let server = try LoopbackServer { _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)), .close]
        }
        defer { server.stop() }
        let fetch = """
            { kind: http, url: "\(server.url("/one"))", codes: local, parameters: { ma: { dossier: code } } }
            """
        let outcome = try check(fetch)
        #expect(server.calls.allSatisfy { $0.method == "HEAD" }, "\(server.calls.map(\.target)) \(outcome.stderr)")
        #expect(outcome.exit == 0, "\(outcome.stdout)\(outcome.stderr)")
        #expect(outcome.stdout.contains("name a dossier under `sentinels`"))
    }

    @Test func aServerThatHandsEveryRecordOutOnceIsNotAskedForAny() throws {
        let server = try LoopbackServer { _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)), .close]
        }
        defer { server.stop() }
        let fetch = "{ kind: soap, url: \"\(server.url("/ws"))\", operation: changed, marks_as_read: true }"
        let outcome = try check(fetch)
        #expect(outcome.exit == 0, "\(outcome.stdout)\(outcome.stderr)")
        #expect(server.calls.map(\.method) == ["HEAD"])
        #expect(outcome.stdout.contains("the server hands every record out once"), "\(outcome.stdout)")
    }

    @Test func aCheckThatWaitsEndsWhenItIsAskedTo() throws {
        let server = try LoopbackServer { _ in [.hold] }
        defer { server.stop() }
        let world = try SmallWorld(portalFetch: "{ kind: http, url: \"\(server.url("/silent"))\" }")
        let run = try world.start("check", "--online")
        while server.calls.isEmpty, run.process.isRunning { usleep(1_000) }
        kill(run.process.processIdentifier, SIGTERM)
        #expect(try run.outcome().exit == 143)
        #expect(world.outputs(in: ".").allSatisfy { !$0.hasPrefix("doisoat-") })
    }

    @Test func filesThatAreNotThereAreToldWithWhatToDo() throws {
        let outcome = try check("{ kind: files, url: \"drops/*.ndjson\" }")
        #expect(outcome.exit == 4)
        #expect(outcome.stdout.contains(/failed +files +.*no file fits the pattern/), "\(outcome.stdout)")
        #expect(outcome.stdout.contains("may this user look into its folder?"))
    }

    @Test func jsonIsADocumentWithEveryStep() throws {
        let portal = try SecurePortal(body: Self.body)
        let outcome = try check(trusting(portal), ["--format", "json"])
        let document = try JSONSerialization.jsonObject(with: Data(outcome.stdout.utf8))
        let findings = try #require(document as? [[String: Any]])
        let last = try #require(findings.last)
        #expect(last["source"] as? String == "portal" && last["sound"] as? Bool == true)
        let steps = try #require(last["steps"] as? [[String: Any]]).compactMap { $0["step"] as? String }
        #expect(steps == ["name", "connection", "certificate", "login", "page", "mapping", "clock"])
    }
}
