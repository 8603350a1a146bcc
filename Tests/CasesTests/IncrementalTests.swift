import Foundation
import LoopbackServer
import Synchronization
import Testing

/// Nights in which a portal is asked only for what changed: what comes of them is what comes of asking for everything.
@Suite(.timeLimit(.minutes(15)))
struct IncrementalTests {
    private func world(_ portal: ChangingPortal, full: String = "7 days") throws -> SmallWorld {
        try SmallWorld(
            local: SmallWorld.records(1...9),
            portalFetch: portal.fetch(full: full),
            more: "guards: { min_of_weekday: none }"
        )
    }

    /// The findings of a night of the same sides that remembers nothing and so asks for everything.
    private func whole(_ world: SmallWorld) throws -> String {
        let state = "state-\(UUID().uuidString)"
        return try findings(world, world.start("run", "-o", "whole", state: state).outcome())
    }

    private func findings(_ world: SmallWorld, _ outcome: CommandOutcome) throws -> String {
        try String(
            contentsOf: world.run(printedBy: outcome).appending(path: "discrepancies.ndjson"),
            encoding: .utf8
        )
    }

    private func source(_ world: SmallWorld, _ outcome: CommandOutcome) throws -> [String: Any] {
        let data = try Data(contentsOf: world.run(printedBy: outcome).appending(path: "summary.json"))
        let summary = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let sources = summary?["sources"] as? [[String: Any]]
        return try #require(sources?.last?["increment"] as? [String: Any])
    }

    @Test func theSecondNightAsksForChangesAndComesToTheSame() throws {
        let portal = try ChangingPortal(1...8)
        defer { portal.stop() }
        let world = try world(portal)
        let first = try world.run("run")
        #expect(first.exit == 0, "\(first.stderr)")
        #expect(try source(world, first)["full"] as? Bool == true)
        portal.change(3, to: 4, at: "2023-12-28 09:00:00")
        portal.change(9, to: 10, at: "2023-12-28 09:30:00")
        let second = try world.run("run")
        #expect(second.exit == 0, "\(second.stderr)")
        #expect(portal.asked == [nil, "2023-12-27T16:00:00.000+0700"])
        #expect(try source(world, second)["full"] as? Bool == false)
        #expect(try findings(world, second) == whole(world))
        #expect(try findings(world, second).contains("\"portal-behind\""))
        #expect(try !findings(world, second).contains("\"only-local\""))
    }

    @Test func aDryRunAsksForChangesTooAndRemembersNothing() throws {
        let portal = try ChangingPortal(1...9)
        defer { portal.stop() }
        let world = try world(portal)
        _ = try world.run("run")
        portal.change(2, to: 4)
        for _ in 1...2 {
            let dry = try world.run("diff", "--format", "ndjson")
            #expect(dry.exit == 1, "\(dry.stderr)")
            #expect(try dry.stdout == world.start("diff", "--format", "ndjson", state: "none").outcome().stdout)
        }
        #expect(portal.asked == [nil] + Array(repeating: ["2023-12-27T16:00:00.000+0700", nil], count: 2).joined())
    }

    @Test func whatChangedBehindTheWatermarkIsFoundByTheFullReadAndCounted() throws {
        let portal = try ChangingPortal(1...9)
        defer { portal.stop() }
        let world = try world(portal, full: "0 s")
        portal.change(9, to: 10)
        _ = try world.run("run")
        portal.change(3, to: 4, at: "2023-01-02 08:00:00")
        portal.change(5, to: nil)
        let second = try world.run("run")
        #expect(portal.asked == [nil, nil])
        let increment = try source(world, second)
        #expect(increment["late"] as? Int == 1)
        #expect(increment["vanished"] as? Int == 1)
        #expect(second.stderr.contains("1 dossiers that had changed unnoticed"))
    }

    @Test func aNightThatFailsMovesNoWatermark() throws {
        let portal = try ChangingPortal(1...9)
        defer { portal.stop() }
        let world = try world(portal)
        _ = try world.run("run")
        portal.change(4, to: 4)
        portal.isBroken.store(true, ordering: .relaxed)
        let failed = try world.run("run")
        #expect(failed.exit == 3, "\(failed.stderr)")
        #expect(try findings(world, failed).contains("\"only-local\"") == false)
        portal.isBroken.store(false, ordering: .relaxed)
        let next = try world.run("run")
        #expect(next.exit == 0, "\(next.stderr)")
        #expect(Set(portal.asked.dropFirst()) == ["2023-12-27T16:00:00.000+0700"])
        #expect(try findings(world, next) == whole(world))
    }

    @Test func whatIsDamagedIsReadInFullAndTold() throws {
        let portal = try ChangingPortal(1...9)
        defer { portal.stop() }
        let world = try world(portal)
        _ = try world.run("run")
        try world.folder.save("{", "state/sources/portal/state.json")
        let next = try world.run("run")
        #expect(next.exit == 0, "\(next.stderr)")
        #expect(portal.asked == [nil, nil])
        #expect(next.stderr.contains("state.json is damaged"))
    }

    /// Whatever the moment at which a run is killed, the next one comes to what a calm one comes to.
    @Test(arguments: 1...20) func aKilledRunLeavesAStateFromWhichTheNextComesRight(_ round: Int) throws {
        let portal = try ChangingPortal(1...8)
        defer { portal.stop() }
        let world = try world(portal)
        if !round.isMultiple(of: 3) { _ = try world.run("run") }
        portal.change(round % 8 + 1, to: 4, at: "2023-12-28 09:00:00")
        portal.change(9, to: 10, at: "2023-12-28 09:30:00")
        portal.delay.store(3, ordering: .relaxed)
        let killed = try world.start("run")
        usleep(UInt32.random(in: 0...120_000))
        kill(killed.process.processIdentifier, SIGKILL)
        _ = try killed.outcome()
        portal.delay.store(0, ordering: .relaxed)
        let next = try world.run("run")
        #expect(next.exit == 0, "\(next.stderr)")
        #expect(try findings(world, next) == whole(world))
    }
}
