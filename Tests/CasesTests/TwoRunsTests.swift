import Foundation
import Testing

/// Runs that begin in the same second, over one state or output folder.
struct TwoRunsTests {
    @Test func runsThatWaitForEachOtherAllSucceedUnderNamesOfTheirOwn() throws {
        let world = try SmallWorld()
        let outcomes = try (1...4).map { _ in try world.start("run", "--lock-timeout", "2m") }.map { try $0.outcome() }
        for outcome in outcomes { #expect(outcome.exit == 0, "\(outcome.stderr)") }
        let names = outcomes.map { world.run(printedBy: $0).lastPathComponent }
        #expect(Set(names).count == 4)
        #expect(world.outputs() == names.sorted())
        for name in names { #expect(try summary(of: name, world).contains("\"run\": \"\(name)\"")) }
    }

    @Test func aRunThatDoesNotWaitAnswersLockedAndNothingWorse() throws {
        let world = try SmallWorld(local: SmallWorld.records(1...2_000), portal: SmallWorld.records(1_001...3_000))
        let outcomes = try (1...4).map { _ in try world.start("run", "--lock-timeout", "0s") }.map { try $0.outcome() }
        #expect(Set(outcomes.map(\.exit)).isSubset(of: [0, 11]), "\(outcomes.map(\.stderr))")
        let names = outcomes.filter { $0.exit == 0 }.map { world.run(printedBy: $0).lastPathComponent }
        #expect(!names.isEmpty)
        #expect(world.outputs() == names.sorted())
    }

    @Test func runsOfTwoStatesShareAnOutputFolder() throws {
        let world = try SmallWorld()
        let outcomes = try (1...4).map { try world.start("run", state: "state-\($0)") }.map { try $0.outcome() }
        for outcome in outcomes { #expect(outcome.exit == 0, "\(outcome.stderr)") }
        #expect(world.outputs() == outcomes.map { world.run(printedBy: $0).lastPathComponent }.sorted())
    }

    @Test func runsOfOneStateWriteIntoTwoOutputFolders() throws {
        let world = try SmallWorld()
        let running = try (1...3).map { try world.start("run", "--lock-timeout", "2m", "-o", "out-\($0)") }
        for outcome in try running.map({ try $0.outcome() }) { #expect(outcome.exit == 0, "\(outcome.stderr)") }
        #expect((1...3).allSatisfy { world.outputs(in: "out-\($0)").count == 1 })
    }

    private func summary(of name: String, _ world: SmallWorld) throws -> String {
        try String(contentsOf: world.folder.url.appending(path: "out/\(name)/summary.json"), encoding: .utf8)
    }
}
