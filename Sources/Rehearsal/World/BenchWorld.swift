import Dossiers

/// A world of any size for measurements: about one key in a hundred does not agree.
///
/// Everything follows from the seed and the index, so no dossier is ever stored.
struct BenchWorld: Sendable {
    /// Number of dossiers.
    let count: Int
    private let noise: Noise

    init(count: Int, seed: UInt64) {
        self.count = count
        noise = Noise(seed: seed)
    }

    private enum Purpose: UInt64 {
        case life = 1
        case deviation
        case localDirt
        case portalDirt
    }

    /// 2023-01-01 in days since 1970-01-01.
    private static let firstDay = 19_358
    private static let days = 348
    private static let units = 61

    /// Everything both sides say of a dossier.
    func testimony(_ index: Int) -> Testimony {
        let dice = Int(noise.draw(index, Purpose.deviation.rawValue) % 100_000)
        var testimony = Testimony(agreed: record(index))
        if index > 0, dice < BenchDeviation.share {
            BenchDeviation.apply(dice, Noise.mix(UInt64(index)), to: &testimony)
        }
        soil(&testimony, index)
        return testimony
    }

    /// Whether a side may hold a second record of the dossier; cheaper than its testimony.
    func mayRepeat(_ index: Int) -> Bool {
        let dice = Int(noise.draw(index, Purpose.deviation.rawValue) % 100_000)
        return index > 0 && BenchDeviation.repeats.contains(dice)
    }

    /// Whether anything deviates, so that the truth may have a line of it.
    func mayDeviate(_ index: Int) -> Bool {
        index > 0 && Int(noise.draw(index, Purpose.deviation.rawValue) % 100_000) < BenchDeviation.share
    }

    // MARK: - One dossier

    private func record(_ index: Int) -> Record {
        var choices = Choices(noise.draw(index, Purpose.life.rawValue))
        var record = Record()
        record.unit = index % BenchWorld.units
        record.day = BenchWorld.firstDay + index / BenchWorld.units % BenchWorld.days
        record.serial = index / (BenchWorld.units * BenchWorld.days) + 1
        record.person = index
        record.procedure = choices.below(Catalogue.procedures.count)
        record.name.family = choices.below(Catalogue.families.count)
        record.name.middle = choices.below(Catalogue.middles.count)
        record.name.given = choices.below(Catalogue.givens.count)
        record.channel = choices.happens(60) ? 2 : 1
        record.digitised = !choices.happens(8)
        return index == 0 ? anchored(record) : lived(record, &choices)
    }

    /// The newest event of the year, on both sides alike: it sets the as-of of both feeds.
    private func anchored(_ record: Record) -> Record {
        var record = record
        record.day = BenchWorld.firstDay + 362
        record.submitted = Int64(record.day) * 86_400 + 58_800
        record.received = record.submitted + 600
        record.due = record.received + 432_000
        record.status = 4
        return record
    }

    private func lived(_ record: Record, _ choices: inout Choices) -> Record {
        var record = record
        let morning = Int64(record.day) * 86_400
        record.submitted = morning + 27_000 + Int64(choices.below(30_000))
        record.received = record.submitted + 60 + Int64(choices.below(1_800))
        record.due = morning + Int64(Catalogue.procedures[record.procedure].days) * 86_400 + 61_200
        let end = record.received + 1_800 + Int64(choices.below(500_000))
        return record.atStatus(BenchWorld.status(choices.below(100)), finished: end)
    }

    private static func status(_ percent: Int) -> Int {
        switch percent {
        case ..<70: 10
        case ..<80: 9
        case ..<90: 4
        case ..<93: 2
        case ..<95: 5
        case 95: 6
        case 96: 8
        case 97: 7
        case 98: 3
        default: 1
        }
    }

    // MARK: - Dirt

    private func soil(_ testimony: inout Testimony, _ index: Int) {
        for place in testimony.locals.indices {
            var choices = Choices(noise.draw(index + place * count, Purpose.localDirt.rawValue))
            testimony.locals[place].dirt.formUnion(dirt(&choices))
            if choices.happens(50) { testimony.locals[place].dirt.insert(.upperName) }
            if choices.happens(1) { testimony.locals[place].dirt.insert(.decomposedName) }
            if choices.happens(30) { testimony.locals[place].dirt.insert(.topDownAgency) }
        }
        for place in testimony.portals.indices {
            var choices = Choices(noise.draw(index + place * count, Purpose.portalDirt.rawValue))
            testimony.portals[place].dirt.formUnion(dirt(&choices))
            if choices.happens(20) { testimony.portals[place].dirt.insert(.procedureSuffix) }
        }
    }

    private func dirt(_ choices: inout Choices) -> Dirt {
        var dirt: Dirt = []
        if choices.happens(3) { dirt.insert(.lowerCode) }
        if choices.happens(2) { dirt.insert(.blankAfterCode) }
        return dirt
    }
}
