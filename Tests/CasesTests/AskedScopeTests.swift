import Foundation
import LoopbackServer
import Synchronization
import Testing

/// Portals that are asked for part of what they have: what they were not asked for is concluded nothing of.
@Suite(.timeLimit(.minutes(15)))
struct AskedScopeTests {
    private static func code(_ number: Int) -> String { "000.00.23.H23-230103-\(String(10_000 + number).dropFirst())" }

    /// The codes of the findings with their situations.
    private static func found(_ outcome: CommandOutcome) -> Set<String> {
        Set(
            outcome.stdout.split(separator: "\n").compactMap { line in
                let texts = line.split(separator: "\"")
                guard let code = texts.firstIndex(of: "code"), let situation = texts.firstIndex(of: "situation") else {
                    return nil
                }
                return "\(texts[code + 2].suffix(4)) \(texts[situation + 2])"
            }
        )
    }

    // MARK: - Look-ups

    /// A session adapter that knows these dossiers.
    private static func adapter(_ records: [Int: String]) throws -> LoopbackServer {
        try LoopbackServer { call in
            let body = String(decoding: call.body, as: UTF8.self)
            guard call.target == "/mapi/g" else { return [.answer("{\"error_code\":0,\"session\":\"k3y\"}")] }
            guard body.contains("\"session\":\"k3y\""), body.contains("\"service\":\"TraCuuHoSo\"") else {
                return [.answer("", status: "400 Bad Request")]
            }
            return [.answer(records.first { body.contains("\"\(code($0.key))\"") }?.value ?? "\n")]
        }
    }

    private static func lookingUp(_ server: LoopbackServer, codes: String) -> String {
        "{ kind: dvcqg-session, url: \"\(server.url("/mapi/g"))\", codes: \(codes), retries: 0,"
            + " auth: { login: { user: mau, password: { file: password } } } }"
    }

    private func world(_ server: LoopbackServer, codes: String) throws -> SmallWorld {
        let world = try SmallWorld(
            local: SmallWorld.records(1...3),
            portalFetch: AskedScopeTests.lookingUp(server, codes: codes)
        )
        try world.folder.save("s3cret\n", "password")
        let path = world.folder.url.appending(path: "password").path
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return world
    }

    @Test func aPortalIsAskedForEveryLocalDossierAndForNoOther() throws {
        let server = try AskedScopeTests.adapter([
            2: SmallWorld.record(2), 3: SmallWorld.record(3, status: 4), 4: SmallWorld.record(4),
            9_999: SmallWorld.record(9_999, changed: "2023-12-29 16:00:00"),
        ])
        defer { server.stop() }
        let world = try world(server, codes: "local")
        let outcome = try world.run("diff", "--format", "ndjson")
        #expect(outcome.exit == 1, "\(outcome.stderr)")
        #expect(AskedScopeTests.found(outcome) == ["0001 only-local", "0003 portal-behind"])
        let bodies = server.calls.filter { $0.target == "/mapi/g" }.map { String(decoding: $0.body, as: UTF8.self) }
        let asked = [1, 2, 3, 9_999].map(AskedScopeTests.code)
        #expect(bodies.count == 5, "what the portal does not know is asked for twice")
        for (code, times) in zip(asked, [2, 1, 1, 1]) {
            #expect(bodies.count { $0.contains("\"mahoso\":\"\(code)\"") } == times)
        }
        #expect(!"\(outcome.stdout)\(outcome.stderr)".contains("s3cret"))
        #expect(server.calls.count { $0.target == "/mapi/login" } == 1)
    }

    @Test func whatAFileOfCodesDoesNotNameIsNotConcludedOf() throws {
        let server = try AskedScopeTests.adapter([
            2: SmallWorld.record(2), 9_999: SmallWorld.record(9_999, changed: "2023-12-29 16:00:00"),
        ])
        defer { server.stop() }
        let world = try world(server, codes: "{ file: codes.txt }")
        try world.folder.save([2, 3, 9_999].map(AskedScopeTests.code).joined(separator: "\r\n"), "codes.txt")
        let outcome = try world.run("diff", "--format", "ndjson")
        #expect(outcome.exit == 1, "\(outcome.stderr)")
        #expect(AskedScopeTests.found(outcome) == ["0003 only-local"], "nobody asked for the first")
        #expect(server.calls.count { $0.target == "/mapi/g" } == 4, "what is not known is asked for twice")
    }

    @Test func aPortalThatFailsForOneDossierConcludesNothing() throws {
        let server = try LoopbackServer { call in
            let body = String(decoding: call.body, as: UTF8.self)
            guard call.target == "/mapi/g" else { return [.answer("{\"error_code\":0,\"session\":\"k3y\"}")] }
            if body.contains(AskedScopeTests.code(2)) { return [.answer("", status: "500 Error")] }
            return [.answer("\n")]
        }
        defer { server.stop() }
        let outcome = try world(server, codes: "local").run("diff", "--format", "ndjson")
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        #expect(AskedScopeTests.found(outcome).allSatisfy { $0.hasSuffix(" held") })
        #expect(AskedScopeTests.found(outcome).count == 4)
    }

    // MARK: - Days

    private static func record(_ number: Int, received: String, status: Int = 4) -> String {
        SmallWorld.record(number, status: status).replacing(
            "\"received\":\"2023-01-03 08:00:00\"",
            with: "\"received\":\"\(received)\""
        )
    }

    @Test func aDossierOfOtherDaysIsOutsideAndNotOnlyLocal() throws {
        let server = try LoopbackServer { call in
            // Records of the days from 3 January on; the filter is heeded.
            let holdsThird = call.target == "/list?from=20230101&to=20230110"
            let newest = SmallWorld.record(9_999, changed: "2023-12-29 16:00:00")
            return [.answer(holdsThird ? SmallWorld.record(2) + newest : "\n")]
        }
        defer { server.stop() }
        let fetch = """
            { kind: http, url: "\(server.url("/list"))", window_days: 10, retries: 0,
              parameters: { from: { first_day: yyyyMMdd }, to: { last_day: yyyyMMdd } } }
            """
        let local = [
            SmallWorld.record(1), SmallWorld.record(2), AskedScopeTests.record(5, received: "2022-12-15 08:00:00"),
            AskedScopeTests.record(6, received: "2023-02-01 08:00:00"),
            SmallWorld.record(9_999, changed: "2023-12-29 16:00:00"),
        ]
        let world = try SmallWorld(
            local: local,
            portalFetch: fetch,
            more: "window: { received: 2023-01-01..2023-01-31, carried_over: true }"
        )
        let outcome = try world.run("diff", "--format", "ndjson")
        #expect(outcome.exit == 1, "\(outcome.stderr)")
        #expect(AskedScopeTests.found(outcome) == ["0001 only-local"], "the open one of December was not asked for")
        let ends = [("01", "10"), ("11", "20"), ("11", "20"), ("21", "30"), ("21", "30"), ("31", "31"), ("31", "31")]
        #expect(
            server.calls.map(\.target).sorted() == ends.map { "/list?from=202301\($0)&to=202301\($1)" },
            "days without dossiers are asked for twice"
        )
    }

    @Test func aPortalThatDoesNotHeedTheDaysConcludesNothing() throws {
        let server = try LoopbackServer { _ in
            [.answer(AskedScopeTests.record(4, received: "2023-03-01 08:00:00") + SmallWorld.record(2))]
        }
        defer { server.stop() }
        let fetch = """
            { kind: http, url: "\(server.url("/list"))", window_days: 31, retries: 0,
              parameters: { from: { first_day: yyyyMMdd }, to: { last_day: yyyyMMdd } } }
            """
        let world = try SmallWorld(portalFetch: fetch, more: "window: { received: 2023-01-01..2023-01-31 }")
        let outcome = try world.run("diff", "--format", "ndjson")
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        #expect(!outcome.stdout.contains("only-local") && outcome.stdout.contains("\"held\""))
        #expect(outcome.stderr.contains("outside-window"))
    }
}
