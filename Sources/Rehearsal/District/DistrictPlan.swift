import Dossiers

/// Writes the notes of a district, from which it is served, and its truth.
package struct DistrictPlan: Sendable {
    private let world: DistrictWorld
    private let folder: String

    /// A plan for a folder that exists.
    package init(_ shape: DistrictShape, folder: String) {
        world = DistrictWorld(shape)
        self.folder = folder
    }

    /// Writes `world.json` and `truth.csv`.
    ///
    /// - Throws: `OutputError` when a file cannot be written.
    package func write() throws(OutputError) {
        var notes = try OutputFile(creating: "\(folder)/world.json")
        try notes.write { $0.append(world.shape.text) }
        try notes.flush()
        try writeTruth()
    }

    private func writeTruth() throws(OutputError) {
        var file = try OutputFile(creating: "\(folder)/truth.csv")
        try file.write { $0.appendTruthHeader() }
        let portal = world.shape.portal.format.sight
        for (place, source) in world.sources.enumerated() {
            let sight = source.sight
            for index in 0..<source.dossiers {
                let testimony = world.testimony(place, index)
                guard testimony.verdict(sight, portal) != .agreed else { continue }
                try file.write { $0.appendTruth(testimony, sight, portal) }
            }
        }
        try file.flush()
    }
}
