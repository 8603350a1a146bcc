/// How a world is served.
package struct ServePlan: Sendable {
    /// Folder of the world, with its `world.json`.
    package var folder: String
    /// The folder of mappings as `doisoat.yaml` shall name it.
    package var mappings: String
    package var faults: FaultPlan
    /// Whether everything is served over TLS.
    package var isEncrypted = false
    /// The port of the control, which those of the sources follow; 0 lets the system choose all.
    package var port = 0
    /// Milliseconds before each answer.
    package var latency: Int64 = 0
    /// Milliseconds more before each answer, by the id or the kind of a source.
    package var slow: [String: Int64] = [:]
    /// Seconds that tokens and sessions are good.
    package var ticketSeconds: Int64 = 300

    package init(folder: String, mappings: String, seed: UInt64) {
        self.folder = folder
        self.mappings = mappings
        faults = FaultPlan(seed: seed)
    }

    /// Where the configuration and the secrets are written.
    var served: String { folder + "/served" }

    /// The shape of the world.
    ///
    /// - Throws: `WorldError` when the folder holds no world that can be served.
    package func shape() throws(WorldError) -> DistrictShape {
        let path = folder + "/world.json"
        guard let bytes = InputFile.bytes(path), let notes = try? JSONReader.value(bytes),
            let shape = DistrictShape(notes)
        else {
            throw WorldError(path: path)
        }
        return shape
    }
}

/// A folder without a world that can be served.
package struct WorldError: Error, Hashable, CustomStringConvertible {
    let path: String

    /// One line for a person.
    package var description: String {
        "\(path): no world that can be served; make one with `doisoat-rehearsal world --shape district`"
    }
}
