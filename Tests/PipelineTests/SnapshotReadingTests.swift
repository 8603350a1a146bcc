import Dossiers
import Formats
import Mapping
import Reconciliation
import Testing

@testable import Pipeline

/// A snapshot read as the only page of its source, beside the raw pages that it was made of.
struct SnapshotReadingTests {
    @Test func itIsReadAsTheRawPagesAre() throws {
        let folder = try SnapshotFolder()
        let world = SnapshotWorld(seed: 7, dossiers: 200)
        var lines: Set<String> = []
        let records = world.everything.filter { lines.insert($0.line).inserted }
        let text = #"{"data":[\#(records.map { $0.tokens.joined() }.joined(separator: ","))]}"#
        let read = try read(text, in: folder)
        let (raw, snapshot) = (read.outcome.sources[0], read.outcome.sources[1])
        #expect(raw.reading == snapshot.reading && raw.reading.setAside > 3 && raw.reading.read == records.count)
        #expect(raw.problems == [] && snapshot.problems == [])
        #expect(raw.asOf == snapshot.asOf && raw.asOf != nil && raw.agenciesSeen == snapshot.agenciesSeen)
        let aside = [0, 1].map { page in
            read.outcome.setAside.filter { $0.page == page }.map { "\($0.code ?? "") \($0.problem.reason)" }.sorted()
        }
        #expect(aside[0] == aside[1])
    }

    @Test func everyDossierOfItAgreesWithTheRawOne() throws {
        let folder = try SnapshotFolder()
        var world = SnapshotWorld(seed: 8, dossiers: 200)
        let records = world.dossiers.sorted { $0.key < $1.key }.compactMap { $0.value.first { $0.isSound } }
        let text = try #require(world.pages(of: records, ofUpTo: records.count).first)
        let read = try read(text, in: folder)
        let join = PartitionJoin(local: read.stores.local, portal: read.stores.portal, pages: 2)
        var tally = JoinTally(pages: 2)
        for partition in 0..<EntryStore.partitions {
            try join.run(partition, tally: &tally) { _ in Issue.record("a dossier that does not agree") }
        }
        #expect(tally.entries == [records.count, records.count] && records.count > 100)
    }

    @Test func itsRecordsAreFoundAgainByTheirPlaces() throws {
        let folder = try SnapshotFolder()
        let read = try read(#"{"data":[{"code":"h-2", "status": 4}, {"code":"H-1","status":"x y"}]}"#, in: folder)
        let store = RecordStore(pages: read.pages, sources: read.outcome.sources, limits: FormatLimits())
        let place = RecordPlace(page: 1, offset: 0, length: 29)
        #expect(String(decoding: try store.bytes(at: place), as: UTF8.self) == #"{"code":"H-1","status":"x y"}"#)
        guard case .setAside(let code, _) = try store.compared(place) else {
            Issue.record("a record without a status was taken")
            return
        }
        #expect(code == "H-1")
        guard case .dossier(let dossier) = try store.compared(RecordPlace(page: 1, offset: 30, length: 25)) else {
            Issue.record("a sound record was set aside")
            return
        }
        #expect(dossier.code.canonical == "H-2")
    }

    private struct Read {
        let pages: [Page]
        let stores: EntryStores
        let outcome: PageReading.Outcome
    }

    /// Reads a raw page as a local source and its snapshot as the portal, both by one mapping.
    private func read(_ text: String, in folder: borrowing SnapshotFolder) throws -> Read {
        let source = try folder.source()
        let lines = try #require(source.program.readingSnapshot)
        let sources = [source, RunSource(id: "snapshot", side: .portal, order: 1, program: lines, units: nil)]
        let raw = try folder.pages([text], named: "raw")
        let path = "\(folder.path)/snapshot-0.ndjson"
        let merged = try folder.merge().merge(previous: nil, pages: raw, into: path)
        let pages = raw + [Page(number: 1, source: 1, path: path, name: "snapshot", bytes: merged.contents.bytes)]
        let stores = EntryStores(sources, memory: 1 << 24, spillingInto: folder.path)
        let reading = PageReading(
            sources: sources,
            stores: stores,
            limits: FormatLimits(),
            agencies: try AgencyNames(MappingReader(directory: folder.path)),
            threads: 2,
            horizon: SnapshotFolder.horizon,
            progress: { _ in }
        )
        let crew = Crew()
        reading.start(on: crew)
        for page in pages { reading.add(page) }
        reading.close()
        try crew.wait({}) {}
        return Read(pages: pages, stores: stores, outcome: try reading.outcome(of: pages, sources) {})
    }
}
