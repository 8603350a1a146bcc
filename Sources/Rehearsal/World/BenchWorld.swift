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
        record.day = Year.firstDay + index / BenchWorld.units % BenchWorld.days
        record.serial = index / (BenchWorld.units * BenchWorld.days) + 1
        record.person = index
        record.draw(&choices)
        return index == 0 ? record.atYearEnd() : record
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
