import Foundation
import Testing

/// Feeds that came to their end and are not whole all the same: too old, too small, without what they must hold.
struct ProofTests {
    private func world(_ portal: [String], _ more: String, portalMore: String = "") throws -> SmallWorld {
        let world = try SmallWorld(local: SmallWorld.records(1...9), portal: portal, more: more)
        let text = try world.folder.text("doisoat.yaml").replacing(
            "  mapping: plain\n  fetch: { kind: files, url: portal.ndjson }",
            with: "  mapping: plain\n\(portalMore)  fetch: { kind: files, url: portal.ndjson }"
        )
        try world.folder.save(text, "doisoat.yaml")
        return world
    }

    @Test func aStaleFeedConcludesNothing() throws {
        let world = try world(SmallWorld.records(1...5), "", portalMore: "  max_age: 30 days\n")
        let outcome = try world.run("diff", "--format", "ndjson")
        #expect(outcome.exit == 3)
        #expect(outcome.stderr.contains("the feed is stale: its newest record is of 2023-12-29T16:00:00+07:00"))
        #expect(!outcome.stdout.contains("only-local"))
        #expect(outcome.stdout.contains("\"held\""))
    }

    @Test func aFeedThatIsNewEnoughIsWhole() throws {
        let world = try world(SmallWorld.records(1...5), "", portalMore: "  max_age: 36500 days\n")
        #expect(try world.run("diff").exit == 1)
    }

    @Test(arguments: [("000.00.23.H23-230103-0002", Int32(1)), ("000.00.23.H23-230103-7777", Int32(3))])
    func aFeedWithoutItsSentinelConcludesNothing(_ sentinel: String, exit: Int32) throws {
        let world = try world(SmallWorld.records(1...5), "", portalMore: "  sentinels: [\(sentinel)]\n")
        let outcome = try world.run("diff", "--format", "ndjson")
        #expect(outcome.exit == exit, "\(outcome.stderr)")
        #expect(outcome.stdout.contains("only-local") == (exit == 1))
    }

    /// A history of three weeks in which the portal gave ten records on this weekday.
    private func remember(_ records: Int, in world: SmallWorld) throws {
        let zone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let lines = try (1...3).map { weeks in
            let day = try #require(calendar.date(byAdding: .day, value: -7 * weeks, to: Date()))
            let parts = calendar.dateComponents([.year, .month, .day], from: day)
            let text = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
            return "{\"run\":\"r\(weeks)\",\"day\":\"\(text)\",\"records\":\(records),\"complete\":true}\n"
        }
        let folder = world.folder.url.appending(path: "state/sources/portal")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try world.folder.save(lines.joined(), "state/sources/portal/history.ndjson")
    }

    @Test(arguments: [(13, Int32(3), ""), (12, 1, ""), (100, 1, "guards: { min_of_weekday: none }")])
    func aFeedFarBelowItsWeekdayConcludesNothing(_ usual: Int, exit: Int32, guards: String) throws {
        let world = try world(SmallWorld.records(1...5), guards)
        try remember(usual, in: world)
        let outcome = try world.run("diff", "--format", "ndjson")
        #expect(outcome.exit == exit, "\(outcome.stderr)")
        #expect(outcome.stdout.contains("only-local") == (exit == 1))
        if exit == 3 { #expect(outcome.stderr.contains("6 records, 13 are usual on this weekday")) }
    }

    @Test(arguments: ["{", "{\"run\":\"r\",\"day\":\"2023-13-40\",\"records\":1,\"complete\":true}\n", "\u{0}\u{FFFD}"])
    func aHistoryThatCannotBeReadIsToldAndBeginsAnew(_ damaged: String) throws {
        let world = try world(SmallWorld.records(1...5), "")
        try remember(13, in: world)
        try world.folder.save(damaged, "state/sources/portal/history.ndjson")
        let first = try world.run("run")
        #expect(first.exit == 0, "\(first.stderr)")
        #expect(first.stderr.contains("source portal: what earlier runs gave cannot be read"))
        let second = try world.run("run")
        #expect(!second.stderr.contains("cannot be read"))
        #expect(try world.folder.text("state/sources/portal/history.ndjson").split(separator: "\n").count == 2)
    }

    @Test func everyRunIsRemembered() throws {
        let world = try world(SmallWorld.records(1...5), "")
        _ = try world.run("run")
        _ = try world.run("run")
        let lines = try world.folder.text("state/sources/huyen/history.ndjson").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.contains("\"records\":10,\"complete\":true") })
    }
}
