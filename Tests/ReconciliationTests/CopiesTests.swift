import Dossiers
import Reconciliation
import Testing

/// One key with many copies: what is concluded depends on what they say, never on the order of sources or rows.
struct CopiesTests {
    @Test(arguments: 0..<400) func anyOrderOfSourcesAndRowsSaysWhatEveryPairSays(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var world = CopiesTests.world(&generator)
        let expected = NaiveCopies(world: world).finding()
        for _ in 0..<4 {
            #expect(try finding(world) == expected)
            world = CopiesTests.rearranged(world, &generator)
        }
    }

    @Test(arguments: 0..<40) func theBooksBalanceAndHangOnNothingButTheConfiguration(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var world = CopiesTests.world(&generator)
        let expected = try world.run(threads: 1, memory: 1 << 20).1
        for _ in 0..<4 {
            world.records.shuffle(using: &generator)
            let outcome = try world.run(threads: 2, memory: 1).1
            #expect(outcome.merged == expected.merged)
            #expect(outcome.seen == expected.seen)
            #expect(zip(outcome.seen, outcome.merged).allSatisfy { $0 >= $1 })
        }
    }

    @Test func aCoarseCopyHidesNoContradictionOfFinerOnes() throws {
        var world = CopiesTests.pairOfSources()
        for (source, seconds) in [(0, Int64?.none), (1, 1_000), (1, 90_000)] {
            var one = dossier(code, .processing, at: 1_000, applicant: nil, procedure: nil)
            one.receivedAt = seconds.map { Instant(localSeconds: $0, precision: .second) }
            world.records.append(WorldRecord(source: source, dossier: one))
        }
        let found = try finding(world)
        #expect(found.situation == .duplicate)
        #expect(found.contradictions == [.receivedAt])
    }

    @Test func twoIdentityNumbersUnderOneCodeCollideThoughAllElseIsEqual() throws {
        var world = World.pair()
        for identity in ["000000000001", "000000000002"] {
            var one = dossier(code, .processing)
            one.identity = identity
            world.records.append(WorldRecord(source: 0, dossier: one))
        }
        let found = try finding(world)
        #expect(found.situation == .collision)
        #expect(found.contradictions == [.identity])
    }

    @Test func aValueComesFromTheCopyThatCarriesIt() throws {
        var world = CopiesTests.pairOfSources()
        var bare = dossier(code, .processing, at: 5_000, applicant: nil, procedure: nil)
        bare.receivedAt = nil
        bare.statusAt = Instant(localSeconds: 9_000, precision: .second)
        world.records = [
            WorldRecord(source: 0, dossier: bare),
            WorldRecord(source: 1, dossier: dossier(code, .processing, procedure: "1.000894")),
            WorldRecord(source: 2, dossier: dossier(code, .processing)),
        ]
        let (reconciler, _) = try world.run(threads: 1, memory: 1 << 20)
        let group = try reconciler.group(of: try #require(DossierCode(code)))
        let verdict = try #require(try reconciler.verdict(on: group))
        #expect(verdict.situation == .fieldsDiffer)
        #expect(verdict.differences.map(\.field) == [.procedure])
        #expect(verdict.local?.source == 0)
        #expect(verdict.local?.sources == [0, 1])
        #expect(verdict.local?.source(of: .procedure) == 1)
        #expect(verdict.local?.lastChange?.seconds == 9_000)
        #expect(verdict.merged == [1])
    }

    @Test func aCodeThatEveryRecordBearsIsJudgedInReasonableTime() throws {
        var world = World.pair()
        for number in 0..<4_000 {
            world.records.append(
                WorldRecord(source: 0, dossier: dossier(code, .processing, at: Int64(number), applicant: "A\(number)"))
            )
        }
        #expect(try world.reconciled().situations == [code: .collision])
    }

    // MARK: - Worlds

    private let code = "H23.23-230101-0001"

    private func finding(_ world: World) throws -> NaiveCopies.Finding {
        let (reconciler, outcome) = try world.run(threads: 1, memory: 1 << 20)
        let group = try reconciler.group(of: try #require(DossierCode(code)))
        let verdict = try #require(try reconciler.verdict(on: group))
        #expect(outcome.counts[verdict.situation] == 1)
        var found = NaiveCopies.Finding(situation: verdict.situation)
        found.contradictions = Set(verdict.contradictions)
        guard let local = verdict.local, let portal = verdict.portal, found.contradictions.isEmpty else { return found }
        found.differing = verdict.differences.map(\.field)
        let common = local.carried.intersection(portal.carried)
        for field in ComparedField.allCases where common.has(field) {
            found.values[field] = CopiesTests.text(field, local.dossier)
        }
        return found
    }

    private static func text(_ field: ComparedField, _ dossier: Dossier) -> String? {
        switch field {
        case .procedure: dossier.procedure
        case .agency: dossier.agency
        case .channel: dossier.channel?.name
        case .applicant: dossier.applicant?.lowercased()
        case .resultLink: dossier.hasResultLink.map(String.init)
        case .digitised: dossier.digitised.map(String.init)
        case .receivedAt, .dueAt, .finishedAt, .returnedAt: dossier.time(field)?.text
        }
    }

    /// A local source that carries no fields, one that carries all, and the portal.
    private static func pairOfSources() -> World {
        var world = World.pair()
        var bare = world.sources[0]
        bare.id = "bare"
        bare.carried.fields = []
        world.sources.insert(bare, at: 0)
        renumber(&world)
        return world
    }

    private static func renumber(_ world: inout World) {
        for index in world.sources.indices { world.sources[index].order = index }
    }

    /// The same sources and records in another order.
    private static func rearranged(_ world: World, _ generator: inout SeededGenerator) -> World {
        var other = world
        let order = world.sources.indices.shuffled(using: &generator)
        other.sources = order.map { world.sources[$0] }
        for index in other.records.indices {
            other.records[index].source = order.firstIndex(of: world.records[index].source) ?? 0
        }
        other.records.shuffle(using: &generator)
        renumber(&other)
        return other
    }

    /// Up to three local sources and the portal, each with its own fields and precisions, and up to three copies a side.
    private static func world(_ generator: inout SeededGenerator) -> World {
        var world = World.pair(asOf: 1_000_000_000)
        for number in 0..<Int.random(in: 0...2, using: &generator) {
            var source = world.sources[0]
            source.id = "local-\(number)"
            world.sources.append(source)
        }
        for index in world.sources.indices {
            world.sources[index].carried.fields = ComparedFields(rawValue: .random(in: 0...1_023, using: &generator))
            world.sources[index].carried.precisions = (0..<4).map { _ in precision(&generator) }
        }
        renumber(&world)
        let oddness = Int.random(in: 3...40, using: &generator)
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            let source = Int.random(in: world.sources.indices, using: &generator)
            world.records.append(record(source, world, oddness, &generator))
        }
        return world
    }

    private static func precision(_ generator: inout SeededGenerator) -> TimePrecision {
        [TimePrecision.day, .minute, .second].randomElement(using: &generator) ?? .second
    }

    /// A copy as its source carries it; one value in about `oddness` differs from what the others say.
    private static func record(
        _ source: Int,
        _ world: World,
        _ oddness: Int,
        _ generator: inout SeededGenerator
    ) -> WorldRecord {
        let carried = world.sources[source].carried
        var isOdd: Bool { Int.random(in: 0..<oddness, using: &generator) == 0 }
        var one = dossier("H23.23-230101-0001", isOdd ? .resolved : .processing, applicant: nil, procedure: nil)
        one.receivedAt = nil
        one.isNotExpected = isOdd
        if Bool.random(using: &generator) { one.identity = isOdd ? "000000000002" : "000000000001" }
        if carried.fields.has(.procedure), !isOdd { one.procedure = isOdd ? "1.000894" : "1.001193" }
        if carried.fields.has(.agency), !isOdd { one.agency = isOdd ? "H23.23.19" : "H23.23.18" }
        if carried.fields.has(.channel), !isOdd { one.channel = isOdd ? .online : .inPerson }
        if carried.fields.has(.applicant), !isOdd { one.applicant = isOdd ? "B" : isOdd ? "A" : "a" }
        if carried.fields.has(.resultLink), !isOdd { one.hasResultLink = isOdd }
        if carried.fields.has(.digitised), !isOdd { one.digitised = isOdd }
        for (index, field) in ComparedField.times.enumerated() where carried.fields.has(field) && !isOdd {
            let finest = min(precision(&generator), carried.precisions[index])
            let seconds = 1_000_000 + Int64(index) * 100_000 + (isOdd ? 90_061 : 0)
            one.set(Instant(localSeconds: seconds, precision: finest), field)
        }
        return WorldRecord(source: source, dossier: one)
    }
}

extension Dossier {
    fileprivate mutating func set(_ time: Instant, _ field: ComparedField) {
        switch field {
        case .receivedAt: receivedAt = time
        case .dueAt: dueAt = time
        case .finishedAt: finishedAt = time
        case .returnedAt: returnedAt = time
        case .procedure, .agency, .channel, .applicant, .resultLink, .digitised: break
        }
    }
}
