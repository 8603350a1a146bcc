import Foundation
import Testing

/// `payloads/` of a run, from the feeds to the files.
struct PayloadFilesTests {
    private static let procedure = #""procedure":"1.000894.000.00.00.H23""#
    private static let first = "000.00.23.H23-230103-0001"
    private static let second = "000.00.23.H23-230103-0002"

    /// The local side knows two dossiers without their procedure; the portal knows the second one, at an earlier status.
    private func world() throws -> SmallWorld {
        let blank = (1...2).map { SmallWorld.record($0).replacing(Self.procedure, with: #""procedure":"""#) }
        return try SmallWorld(local: blank + SmallWorld.records(3...3), portal: portal())
    }

    private func portal() -> [String] {
        [SmallWorld.record(2, status: 4, changed: "2023-01-04 08:00:00")] + SmallWorld.records(3...3)
    }

    @Test(arguments: [
        ("en", "not sent: MaTTHC: the portal demands it and no source gives it"),
        ("vi", "không gửi: MaTTHC: Cổng bắt buộc mà không nguồn nào có"),
    ])
    func aDossierThatIsNotSentIsToldOnce(language: String, sentence: String) throws {
        let world = try world()
        let outcome = try world.run("run", "--lang", language)
        #expect(outcome.exit == 0, "\(outcome.stderr)")
        let lines = outcome.stderr.split(separator: "\n").filter { $0.contains(Self.first) }
        #expect(lines == ["  \(Self.first): \(sentence)"])
        let summary = try contents("summary.json", world, outcome)
        #expect(summary.components(separatedBy: "\(Self.first): not sent: MaTTHC").count == 2)
    }

    @Test func anUpdateTakesTheProcedureFromThePortalAndADossierNotSentIsInNoFile() throws {
        let world = try world()
        let outcome = try world.run("run")
        let update = try contents("payloads/dvcqg-session/update-0001.json", world, outcome)
        #expect(update.contains(Self.second) && update.contains(#""MaTTHC": "1.000894.000.00.00.H23""#))
        let payloads = world.run(printedBy: outcome).appending(path: "payloads")
        for name in try FileManager.default.subpathsOfDirectory(atPath: payloads.path) where name.hasSuffix(".json") {
            #expect(try !contents("payloads/\(name)", world, outcome).contains(Self.first), "\(name)")
        }
    }

    @Test func theIndexListsEveryFileAndStandsInTheManifest() throws {
        let world = try world()
        let outcome = try world.run("run")
        #expect(try contents("manifest.json", world, outcome).contains(#""name": "payloads/index.json""#))
        let index = try contents("payloads/index.json", world, outcome)
        let names = ["dvcqg-session/update-0001.json", "dvcqg-session/steps-0001.json"]
        let places = names.compactMap { index.range(of: $0)?.lowerBound }
        #expect(places.count == 2 && places[0] < places[1])
    }

    @Test func aRunThatSendsNothingHasAnIndexOfNothing() throws {
        let records = SmallWorld.records(1...3)
        let world = try SmallWorld(local: records, portal: records)
        let index = try contents("payloads/index.json", world, try world.run("run"))
        #expect(index.contains(#""documents": []"#))
    }

    private func contents(_ name: String, _ world: SmallWorld, _ outcome: CommandOutcome) throws -> String {
        try String(contentsOf: world.run(printedBy: outcome).appending(path: name), encoding: .utf8)
    }
}
