import Foundation
import Rehearsal
import Testing

struct ServedWorldTests {
    private func client(_ served: Served, into folder: borrowing TemporaryFolder) throws {
        let pulled = try Program.run([
            "python3", "\(Checkout.root)/Tests/RehearsalTests/Client/client.py", "\(served.folder)/served/doisoat.yaml",
            folder.path,
        ])
        #expect(pulled.status == 0, "\(pulled.output)")
    }

    private func judge(_ served: Served, _ folder: borrowing TemporaryFolder) throws -> (status: Int32, output: String)
    {
        try Program.run([
            "python3", "\(Checkout.root)/Tests/RehearsalTests/Client/judge.py", folder.path, "--truth",
            "\(served.folder)/truth.csv", "--mappings", "\(Checkout.root)/mappings",
        ])
    }

    @Test(arguments: PortalKind.allCases)
    func aPlainClientOfEveryKindFindsTheTruth(portal: PortalKind) async throws {
        try await Served.run(SourceKind.allCases, records: 1_500, portal: portal) { served in
            let folder = try TemporaryFolder()
            try client(served, into: folder)
            let verdict = try judge(served, folder)
            #expect(verdict.status == 0, "\(verdict.output)")
        }
    }

    @Test func everySituationOccurs() async throws {
        try await Served.run(SourceKind.usual, records: 2_000) { served in
            let found = Set(
                try served.text("truth.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
            )
            let wanted: Set<Substring> = [
                "held", "collision", "duplicate", "in-flight", "not-expected", "recoded", "only-local", "only-portal",
                "rewritten", "portal-behind", "portal-ahead", "status-conflict", "fields-differ",
            ]
            #expect(found == wanted)
        }
    }

    @Test func aPlainClientFindsTheTruthOverTLS() async throws {
        try await Served.run(SourceKind.usual, records: 120) {
            $0.isEncrypted = true
        } _: { served in
            #expect(try served.url("opencps").hasPrefix("https://"))
            let folder = try TemporaryFolder()
            try client(served, into: folder)
            let verdict = try judge(served, folder)
            #expect(verdict.status == 0, "\(verdict.output)")
        }
    }

    @Test func theSameSeedServesTheSameBytes() async throws {
        let kinds = SourceKind.allCases.filter { $0 != .jsonNext }
        var runs: [[String: Data]] = []
        for _ in 0..<2 {
            try await Served.run(kinds, records: 200, seed: 4) { served in
                let folder = try TemporaryFolder()
                try client(served, into: folder)
                var files: [String: Data] = [:]
                for name in try folder.names() { files[name] = try folder.bytes(name) }
                runs.append(files)
            }
        }
        #expect(runs[0].count > 100)
        #expect(runs[0] == runs[1])
    }

    @Test func secretsAreForTheirOwnerOnly() async throws {
        try await Served.run([.opencps, .businessRegistration], records: 10) { served in
            let folder = "\(served.folder)/served"
            for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/secrets") {
                let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/secrets/\(name)")[
                    .posixPermissions
                ]
                #expect(mode as? Int == 0o600)
            }
            let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
            #expect(mode as? Int == 0o700)
            #expect(try !served.text("served/doisoat.yaml").contains(try served.secret("opencps.token")))
        }
    }

    @Test func aFolderWithoutAWorldIsAnError() async throws {
        let folder = try TemporaryFolder()
        await #expect(throws: WorldError.self) {
            _ = try await ServedWorld(ServePlan(folder: folder.path, mappings: "mappings", seed: 1))
        }
        try "{\"shape\":\"district\",\"records\":1}".write(
            toFile: folder.path + "/world.json",
            atomically: true,
            encoding: .utf8
        )
        await #expect(throws: WorldError.self) {
            _ = try await ServedWorld(ServePlan(folder: folder.path, mappings: "mappings", seed: 1))
        }
    }

    @Test func theLogCountsRequestsAndLogins() async throws {
        try await Served.run([.igate, .epar], records: 10) { served in
            let folder = try TemporaryFolder()
            try client(served, into: folder)
            let sources = try #require(try served.log()["sources"] as? [String: [String: Any]])
            #expect(sources["igate"]?["requests"] as? Int == 1)
            #expect(sources["igate"]?["logins"] as? Int == 1)
            #expect(sources["soap-epar"]?["requests"] as? Int == 1)
            #expect(sources["portal"]?["requests"] as? Int == 122)
            #expect(try served.log()["documents"] as? Int == 0)
        }
    }

    @Test func theLastRequestsAreToldWithoutSecrets() async throws {
        try await Served.run([.bgtvt], records: 10) { served in
            _ = try WireAnswer(
                try served.url("bgtvt") + "?Start=-1&APIKey=geheim",
                headers: ["Authorization: Bearer geheim"]
            )
            let told = try WireAnswer(served.world.control + "/rehearsal/requests?source=bgtvt").body
            let visits = try JSONSerialization.jsonObject(with: Data(told.utf8)) as? [[String: Any]]
            #expect(visits?.count == 1)
            #expect(visits?.first?["path"] as? String == "/apiGTVT/danhsachhoso")
            #expect(visits?.first?["query"] as? [String: String] == ["Start": "-1"])
            #expect(!told.contains("geheim"))
            #expect(try WireAnswer(served.world.control + "/rehearsal/requests?source=x").status == 404)
        }
    }

    @Test func faultsAreOrderedWhileItRuns() async throws {
        try await Served.run([.epar], records: 10) { served in
            let faults = served.world.control + "/rehearsal/faults"
            let url = try served.url("soap-epar")
            #expect(try WireAnswer(url).status == 404)
            #expect(try WireAnswer(faults, body: "soap-epar:*=429").status == 200)
            #expect(try WireAnswer(url).status == 429)
            #expect(try WireAnswer(faults, body: "soap-epar").status == 400)
            #expect(try WireAnswer(url).status == 429)
            #expect(try WireAnswer(faults, body: "").status == 200)
            #expect(try WireAnswer(url).status == 404)
        }
    }
}
