import Dossiers
import Testing

@testable import Pipeline

/// Full reads that find what increments could not bring, against plain dictionaries.
struct SnapshotComparisonTests {
    @Test(arguments: 0..<30)
    func lateAndVanishedDossiersAreCounted(seed: Int) throws {
        let folder = try SnapshotFolder()
        let merge = try folder.merge()
        var world = SnapshotWorld(seed: UInt64(1_000 + seed), dossiers: 40)
        let first = try folder.pages(world.pages(of: world.everything), named: "first")
        var known = try merge.merge(previous: nil, pages: first, into: "\(folder.path)/snapshot-0.ndjson")
        var plain = PlainSnapshot(world)
        var watermark = try #require(known.newest).seconds
        for night in 1...3 {
            world.passDay()
            world.changeUnnoticed()
            let brought = world.changed(since: watermark - SnapshotWorld.overlap)
            let pages = try folder.pages(world.pages(of: brought), named: "night-\(night)")
            let path = "\(folder.path)/snapshot-\(night).ndjson"
            known = try merge.merge(previous: known.path, pages: pages, into: path)
            plain.take(brought, of: world)
            watermark = max(watermark, known.newest?.seconds ?? watermark)
        }
        #expect(plain.expect(try folder.lines(known.path)))
        let behind = watermark - SnapshotWorld.overlap
        let all = try folder.pages(world.pages(of: world.everything), named: "full")
        let full = try merge.merge(previous: nil, pages: all, into: "\(folder.path)/full.ndjson")
        let found = try merge.compare(
            previous: known.path,
            current: full.path,
            behind: Instant(localSeconds: behind, precision: .second)
        )
        expect(found, plain, world, behind)
        let nothing = try merge.compare(previous: full.path, current: full.path, behind: SnapshotFolder.moment)
        #expect([nothing.added, nothing.changed, nothing.vanished, nothing.late] == [0, 0, 0, 0])
    }

    private func expect(_ found: SnapshotComparison, _ plain: PlainSnapshot, _ world: SnapshotWorld, _ behind: Int64) {
        let late = world.dossiers.count { code, copies in
            copies.contains {
                $0.isSound && $0.changed < behind && plain.dossiers[code]?.contains($0.line) != true
            }
        }
        let truth = PlainSnapshot(world)
        #expect(found.late == late)
        #expect(found.vanished == plain.dossiers.keys.count { truth.dossiers[$0] == nil })
        #expect(found.added == truth.dossiers.keys.count { plain.dossiers[$0] == nil })
        #expect(found.unchanged == truth.dossiers.count { plain.dossiers[$0.key] == $0.value })
        #expect(found.added + found.changed + found.unchanged == truth.dossiers.count)
    }
}
