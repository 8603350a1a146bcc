import Dossiers
import Reconciliation
import Testing

/// Absence from a source counts only where the source was asked.
struct AskedScopeTests {
    private static let day: Int64 = 86_400

    private func outcome(_ asked: AskedScope, received: Int64?) throws -> [String: Situation] {
        var world = World.pair()
        world.sources[1].asked = asked
        var dossier = dossier("H23.23-230101-1001", .processing)
        dossier.receivedAt = received.map { Instant(localSeconds: $0, precision: .second) }
        world.records = [WorldRecord(source: 0, dossier: dossier)]
        return try world.reconciled().situations
    }

    @Test(arguments: [(10, true), (12, true), (9, false), (13, false)] as [(Int64, Bool)])
    func ofDaysThatWereNotAskedForNothingIsSaid(day: Int64, isJudged: Bool) throws {
        let days = [10, 12].map { Instant(localSeconds: $0 * Self.day, precision: .day) }
        let asked = AskedScope.received(from: days[0], to: days[1])
        for moment in [day * Self.day, (day + 1) * Self.day - 1] {
            #expect(try outcome(asked, received: moment).isEmpty != isJudged)
        }
        #expect(try outcome(asked, received: nil).isEmpty)
    }

    @Test func ofCodesThatWereNotAskedForNothingIsSaid() throws {
        #expect(try outcome(.codes(["H23.23-230101-1001"]), received: 5) == ["H23.23-230101-1001": .onlyLocal])
        #expect(try outcome(.codes(["H23.23-230101-1002"]), received: 5).isEmpty)
        #expect(try outcome(.unread, received: 5).isEmpty)
        #expect(try outcome(.everything, received: nil) == ["H23.23-230101-1001": .onlyLocal])
    }
}
