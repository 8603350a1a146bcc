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

    /// Writes `world.json`, `truth.csv` and `books.csv`.
    ///
    /// - Throws: `OutputError` when a file cannot be written.
    package func write() throws(OutputError) {
        try save("world.json", world.shape.text)
        try writeTruth()
        try save("books.csv", books())
    }

    private func save(_ name: String, _ text: String) throws(OutputError) {
        var file = try OutputFile(creating: "\(folder)/\(name)")
        try file.write { $0.append(text) }
        try file.flush()
    }

    private func books() -> String {
        var portal = SourceBooks("portal", .portal)
        var lines = "source,read,accepted,merged,quarantined\n"
        for (place, source) in world.sources.enumerated() {
            var local = SourceBooks(source.id, .local)
            for index in 0..<source.dossiers {
                let testimony = world.testimony(place, index)
                local.add(testimony)
                portal.add(testimony)
            }
            lines += local.line
        }
        return lines + portal.line
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
