import Dossiers
import Reconciliation
import Testing

/// One dossier under two codes, when one side is not known whole: nothing can be concluded of either code.
struct HeldTwinTests {
    /// The office knows a dossier under one code, the portal under another.
    private func world() -> World {
        var world = World.pair()
        for (source, code) in ["H23.23-230101-1001", "H23.23-230101-81001"].enumerated() {
            var dossier = dossier(code, .processing)
            dossier.agency = "H23.23"
            world.records.append(WorldRecord(source: source, dossier: dossier))
        }
        return world
    }

    @Test func betweenWholeSidesItIsRecoded() throws {
        let outcome = try world().reconciled()
        #expect(outcome.situations == ["H23.23-230101-1001": .recoded])
    }

    @Test(arguments: [0, 1]) func besideAPartialSideBothAreHeld(partial: Int) throws {
        var world = world()
        world.sources[partial].isComplete = false
        let outcome = try world.reconciled()
        #expect(outcome.situations == ["H23.23-230101-1001": .held, "H23.23-230101-81001": .held])
    }

    @Test(arguments: [0, 1]) func whoIsNoTwinIsJudgedAsEver(partial: Int) throws {
        var world = world()
        world.records[1 - partial].dossier.procedure = "2.000815"
        world.sources[partial].isComplete = false
        let outcome = try world.reconciled()
        let codes = ["H23.23-230101-1001", "H23.23-230101-81001"]
        #expect(outcome.situations[codes[1 - partial]] == .held)
        #expect(outcome.situations[codes[partial]] == (partial == 0 ? .onlyLocal : .onlyPortal))
    }
}
