/// A district of any size: communes with systems of all kinds, and one portal.
///
/// Everything follows from the shape, so no dossier is ever stored.
struct DistrictWorld: Sendable {
    let shape: DistrictShape
    let sources: [DistrictSource]
    private let noises: [Noise]

    init(_ shape: DistrictShape) {
        self.shape = shape
        sources = DistrictSource.all(shape)
        noises = sources.map { Noise(seed: shape.seed &* 61 &+ UInt64($0.unit)) }
    }

    /// Days of the year on which dossiers are handed in; what is younger happens near `Year.newest`.
    private static let days = 340

    /// Everything both sides say of one dossier of a source.
    func testimony(_ source: Int, _ index: Int) -> Testimony {
        let place = sources[source]
        let record = record(place, index, noises[source])
        // The newest event of each feed, which tells how far the feed reaches.
        var testimony = index == 0 ? Testimony(agreed: record.atYearEnd()) : Testimony(agreed: record)
        if index > 0, let scene = scene(place, index) { testimony = scene.testimony(record) }
        soil(&testimony, index, noises[source])
        return testimony
    }

    private func scene(_ source: DistrictSource, _ index: Int) -> Scene? {
        let scenes = source.scenes
        let stride = max(3, min(100, source.dossiers / (scenes.count + 1)))
        return index % stride == stride - 1 ? scenes[index / stride % scenes.count] : nil
    }

    private func record(_ source: DistrictSource, _ index: Int, _ noise: Noise) -> Record {
        var choices = Choices(noise.draw(index, 1))
        var record = Record()
        record.unit = source.unit
        record.day = Year.firstDay + 2 + index * DistrictWorld.days / source.dossiers
        record.serial = index + 1
        record.person = source.unit * 1_000_000 + index
        record.draw(&choices)
        // A system that shows two statuses alike gets dossiers that agree at the one that is read.
        let reading = source.sight.reading(record.status)
        return reading == record.status ? record : record.atStatus(reading, finished: record.finished)
    }

    private func soil(_ testimony: inout Testimony, _ index: Int, _ noise: Noise) {
        for place in testimony.locals.indices {
            var choices = Choices(noise.draw(index, 2 + UInt64(place)))
            if choices.happens(4) { testimony.locals[place].dirt.insert(.lowerCode) }
            if choices.happens(3) { testimony.locals[place].dirt.insert(.blankAfterCode) }
            if choices.happens(20) { testimony.locals[place].dirt.insert(.upperName) }
            if choices.happens(6) { testimony.locals[place].dirt.insert(.decomposedName) }
            if choices.happens(30) { testimony.locals[place].dirt.insert(.topDownAgency) }
        }
        for place in testimony.portals.indices {
            var choices = Choices(noise.draw(index, 10 + UInt64(place)))
            if choices.happens(3) { testimony.portals[place].dirt.insert(.lowerCode) }
            if choices.happens(15) { testimony.portals[place].dirt.insert(.procedureSuffix) }
        }
    }
}
