import Dossiers

/// The sample world: one district's year between five local systems and the portal, every situation and every dirt in it.
struct ThanhHaWorld: Sendable {
    /// What both sides say of the dossiers of one source, in the order of the source.
    struct Part: Sendable {
        let source: LocalSource
        var testimonies: [Testimony]
    }

    let parts: [Part]

    init(seed: UInt64) {
        parts = LocalSource.all.enumerated().map { place, source in
            Part(source: source, testimonies: ThanhHaWorld.testimonies(source, Noise(seed: seed + UInt64(place))))
        }
    }

    private static func testimonies(_ source: LocalSource, _ noise: Noise) -> [Testimony] {
        var testimonies = (0..<source.dossiers).map { Testimony(agreed: record(source, $0, noise)) }
        for (number, scene) in source.scenes.enumerated() {
            let index = (number + 1) * source.dossiers / (source.scenes.count + 1)
            testimonies[index] = scene.testimony(testimonies[index].locals[0])
        }
        testimonies[0] = Testimony(agreed: testimonies[0].locals[0].atYearEnd())
        for index in testimonies.indices { soil(&testimonies[index], source, noise, index) }
        if source.isCut { conclude(partial: &testimonies) }
        return testimonies
    }

    private static func record(_ source: LocalSource, _ index: Int, _ noise: Noise) -> Record {
        var choices = Choices(noise.draw(index, 1))
        var record = Record()
        record.unit = source.unit
        record.day = Year.firstDay + 2 + index * 340 / source.dossiers
        record.serial = source.firstSerial + index
        record.person = source.unit * 10_000 + source.firstSerial + index
        record.draw(&choices)
        // iGate shows 2 and 4 alike, so its dossiers go on from 1 to 4.
        return source.format == .igate && record.status == 2 ? record.atStatus(4, finished: 0) : record
    }

    /// A feed that breaks off: its last dossier is lost, and what it does not name is not known to be absent.
    private static func conclude(partial testimonies: inout [Testimony]) {
        guard let last = testimonies.indices.last else { return }
        testimonies[last].situation = .held
        for index in testimonies.indices where testimonies[index].locals.isEmpty {
            testimonies[index].situation = .held
        }
    }

    // MARK: - Dirt

    private static func soil(_ testimony: inout Testimony, _ source: LocalSource, _ noise: Noise, _ index: Int) {
        for place in testimony.locals.indices {
            var choices = Choices(noise.draw(index, 2 + UInt64(place)))
            testimony.locals[place].dirt.formUnion(localDirt(source.format, &choices))
        }
        for place in testimony.portals.indices {
            var choices = Choices(noise.draw(index, 10 + UInt64(place)))
            testimony.portals[place].dirt.formUnion(portalDirt(&choices))
        }
    }

    private static func localDirt(_ format: FeedFormat, _ choices: inout Choices) -> Dirt {
        var dirt: Dirt = []
        if choices.happens(4) { dirt.insert(.lowerCode) }
        if choices.happens(3) { dirt.insert(.blanksAroundCode) }
        if format == .csvExportSemicolon, choices.happens(50) { dirt.insert(.apostropheCode) }
        if choices.happens(format == .opencps ? 90 : 5) { dirt.insert(.upperName) }
        if choices.happens(6) { dirt.insert(.decomposedName) }
        if choices.happens(60) { dirt.insert(.otherToneName) }
        if choices.happens(30) { dirt.insert(.topDownAgency) }
        if choices.happens(20) { dirt.insert(.procedureSuffix) }
        return dirt
    }

    private static func portalDirt(_ choices: inout Choices) -> Dirt {
        var dirt: Dirt = []
        if choices.happens(3) { dirt.insert(.lowerCode) }
        if choices.happens(2) { dirt.insert(.blankAfterCode) }
        if choices.happens(2) { dirt.insert(.decomposedName) }
        if choices.happens(15) { dirt.insert(.procedureSuffix) }
        return dirt
    }
}
