import Dossiers
import Reconciliation
import Testing

struct ReconcilerTests {
    /// Every pair of what the two sides may say of one key, alone in its world.
    @Test func everySmallWorldGetsTheSituationsOfTheNaiveReference() throws {
        let choices = sideChoices()
        for local in choices {
            for portal in choices where !(local.isEmpty && portal.isEmpty) {
                for isPartial in [false, true] {
                    var world = World.pair()
                    world.policy.rewrites = [.init(local: .supplementRequired, portal: .resolved)]
                    world.sources[1].isComplete = !isPartial
                    world.records = local.map { record($0, source: 0) } + portal.map { record($0, source: 1) }
                    try expectAsNaive(world)
                }
            }
        }
    }

    @Test(arguments: 0..<20) func seededLargeWorldsGetTheSituationsOfTheNaiveReference(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var world = World.pair()
        for key in 0..<400 {
            let code = "H23.23.\(key % 7)-230101-\(1_000 + key)"
            for source in 0...1 {
                for _ in 0..<[0, 1, 1, 1, 1, 2].randomElement(using: &generator, or: 1) {
                    world.records.append(randomRecord(code, source, &generator))
                }
            }
        }
        world.records.shuffle(using: &generator)
        try expectAsNaive(world)
    }

    @Test func threadsMemoryAndOrderDoNotChangeTheOutcome() throws {
        var generator = SeededGenerator(seed: 7)
        var world = World.pair()
        for key in 0..<3_000 {
            for source in 0...1 { world.records.append(randomRecord("H23-230101-\(10_000 + key)", source, &generator)) }
        }
        let expected = try world.reconciled(threads: 1, memory: 1 << 24)
        world.records.shuffle(using: &generator)
        for (threads, memory) in [(1, 1), (2, 1), (4, 4_096), (3, 1 << 24)] {
            let actual = try world.reconciled(threads: threads, memory: memory)
            #expect(actual.situations == expected.situations)
            #expect(actual.agreed == expected.agreed)
        }
    }

    @Test func aSideComparedWithItselfAgrees() throws {
        var world = World.pair()
        for key in 0..<500 {
            let one = dossier("H23-230101-\(10_000 + key)", .processing)
            world.records += [WorldRecord(source: 0, dossier: one), WorldRecord(source: 1, dossier: one)]
        }
        let outcome = try world.reconciled()
        #expect(outcome.situations.isEmpty)
        #expect(outcome.agreed == 500)
    }

    @Test func identicalCopiesAreMergedAndCounted() throws {
        var world = World.pair()
        let one = dossier("H23-230101-0001", .processing)
        world.records = [
            WorldRecord(source: 0, dossier: one), WorldRecord(source: 0, dossier: one),
            WorldRecord(source: 1, dossier: one),
        ]
        let outcome = try world.reconciled()
        #expect(outcome.situations.isEmpty)
        #expect(outcome.agreed == 1)
        #expect(outcome.merged == [1, 0])
    }

    @Test func aCoarserTimeAgreesWithAFinerOne() throws {
        var world = World.pair()
        world.sources[0].carried.precisions = [.second, .second, .second, .second]
        var local = dossier("H23-230101-0001", .processing, at: 120)
        local.receivedAt = Instant(localSeconds: 120, precision: .minute)
        let portal = dossier("H23-230101-0001", .processing, at: 165)
        world.records = [WorldRecord(source: 0, dossier: local), WorldRecord(source: 1, dossier: portal)]
        #expect(try world.reconciled().agreed == 1)
    }

    @Test func aFieldThatOneSideDoesNotCarryIsNotCompared() throws {
        var world = World.pair()
        world.sources[0].carried.fields = ComparedFields.all.subtracting(ComparedFields(.applicant))
        world.records = [
            WorldRecord(source: 0, dossier: dossier("H23-230101-0001", .processing, applicant: nil)),
            WorldRecord(source: 1, dossier: dossier("H23-230101-0001", .processing)),
        ]
        #expect(try world.reconciled().agreed == 1)
    }

    @Test func aWriterWhoseSpaceGaveOutGoesOnTellingSoWithoutOverrunningItsBlocks() throws {
        let all = CarriedFields(fields: .all, precisions: [.second, .second, .second, .second])
        let store = EntryStore(fingerprints: 1, memory: 1, spillingInto: "/nonexistent/folder")
        var writer = EntryWriter(store)
        var digest = World.digest(of: dossier("H23-230101-0001", .processing))
        digest.keyHigh = .max
        var failures = 0
        for offset in 0..<2_000 {
            let place = RecordPlace(page: 0, offset: Int64(offset), length: 1)
            do throws(SpillError) {
                try writer.add(&digest, at: place, under: Profile(all), number: 0, flags: [])
            } catch {
                failures += 1
            }
        }
        #expect(failures == 2_000 / 256)
        #expect(throws: SpillError.self) { try writer.finish() }
    }

    @Test func everyRecordOfAKeyIsSeenExactlyOnceBySource() throws {
        var generator = SeededGenerator(seed: 11)
        var world = World.pair()
        for key in 0..<1_000 {
            world.records.append(randomRecord("H23-230101-\(10_000 + key % 700)", key % 2, &generator))
        }
        let (_, outcome) = try world.run(threads: 2, memory: 1)
        #expect(outcome.seen == [500, 500])
        #expect(
            outcome.counts.values.reduce(0, +) + outcome.recoded.count == Set(world.records.map(\.dossier.code)).count
        )
    }

    private func expectAsNaive(_ world: World) throws {
        let expected = NaiveDiff(world: world).situations()
        let actual = try world.reconciled()
        #expect(actual.situations == expected.filter { $0.value != .agreed })
        #expect(actual.agreed == expected.values.filter { $0 == .agreed }.count)
    }

    private enum Choice: Hashable {
        case told(NationalStatus, Int64, String)
        case setAside
    }

    /// Nothing, each status alone, a recent one, pairs of copies that agree, disagree and collide, a record set aside.
    private func sideChoices() -> [[Choice]] {
        var choices: [[Choice]] = [[], [.setAside]]
        for status in NationalStatus.allCases { choices.append([.told(status, 1_000, "A")]) }
        choices.append([.told(.processing, 2_000, "A")])
        choices.append([.told(.supplementRequired, 3_000, "A")])
        choices.append([.told(.processing, 999_000, "A")])
        choices.append([.told(.processing, 1_000, "A"), .told(.processing, 1_000, "A")])
        choices.append([.told(.processing, 1_000, "A"), .told(.resolved, 1_000, "A")])
        choices.append([.told(.processing, 1_000, "A"), .told(.processing, 1_000, "B")])
        choices.append([.told(.processing, 1_000, "A"), .setAside])
        return choices
    }

    private func record(_ choice: Choice, source: Int) -> WorldRecord {
        switch choice {
        case .told(let status, let seconds, let name):
            WorldRecord(source: source, dossier: dossier("H23.23-230101-0001", status, at: seconds, applicant: name))
        case .setAside:
            WorldRecord(source: source, dossier: dossier("H23.23-230101-0001", .processing), isSetAside: true)
        }
    }

    private func randomRecord(_ code: String, _ source: Int, _ generator: inout SeededGenerator) -> WorldRecord {
        let status = NationalStatus.allCases.randomElement(using: &generator) ?? .processing
        let isPlain = Int.random(in: 0..<3, using: &generator) > 0
        var one = dossier(
            isPlain || source == 0 ? code : code + "9",
            isPlain ? .processing : status,
            at: isPlain ? 1_000 + Int64(code.hashValueForTests) : Int64.random(in: 0..<1_100_000, using: &generator),
            applicant: Int.random(in: 0..<20, using: &generator) == 0 ? "B" : "A"
        )
        one.isNotExpected = Int.random(in: 0..<10, using: &generator) == 0
        return WorldRecord(source: source, dossier: one, isSetAside: Int.random(in: 0..<40, using: &generator) == 0)
    }
}

extension String {
    /// A small number that depends on the text alone.
    fileprivate var hashValueForTests: Int { utf8.reduce(0) { ($0 &* 31 &+ Int($1)) % 5_000 } }
}

extension Array {
    fileprivate func randomElement(using generator: inout SeededGenerator, or fallback: Element) -> Element {
        randomElement(using: &generator) ?? fallback
    }
}
