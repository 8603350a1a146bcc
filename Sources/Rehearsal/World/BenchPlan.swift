import Dossiers

/// Where and how a bench world is written.
package struct BenchPlan: Sendable {
    /// Dossiers, about as many records on each side.
    package var records: Int
    /// Same seed, same bytes.
    package var seed: UInt64
    /// The folder; it must exist.
    package var folder: String
    package var local: FeedFormat
    package var portal: FeedFormat
    /// Files per side, at least 1.
    package var pages: Int
    /// The folder of mappings as `doisoat.yaml` names it.
    package var mappings: String

    package init(records: Int, seed: UInt64, folder: String, mappings: String) {
        self.records = records
        self.seed = seed
        self.folder = folder
        self.mappings = mappings
        local = .benchNDJSON
        portal = .benchCSV
        pages = 1
    }

    /// Writes both sides, the truth and the configuration, the sides at the same time.
    ///
    /// - Throws: `OutputError` when a file cannot be written.
    package func write() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for side in Side.allCases {
                for page in 0..<pages { group.addTask { try BenchPage(plan: self, side: side, number: page).write() } }
            }
            try await group.waitForAll()
        }
        try writeTruth()
        try writeConfiguration()
    }

    private func writeTruth() throws(OutputError) {
        let world = BenchWorld(count: records, seed: seed)
        var file = try OutputFile(creating: "\(folder)/truth.csv")
        try file.write { $0.appendTruthHeader() }
        let isBlurred = local.sight.blursStatuses || portal.sight.blursStatuses
        for index in 0..<records where isBlurred || world.mayDeviate(index) {
            let testimony = world.testimony(index)
            guard testimony.verdict(local.sight, portal.sight) != .agreed else { continue }
            try file.write { $0.appendTruth(testimony, local.sight, portal.sight) }
        }
        try file.flush()
    }

    private func writeConfiguration() throws(OutputError) {
        var file = try OutputFile(creating: "\(folder)/doisoat.yaml")
        try file.write { text in
            text.append(
                """
                doisoat: 1
                unit: { code: H23.23, name: UBND huyện Thanh Hà }
                mappings: \(mappings)
                state: ./state
                output: ./out
                local:
                  - id: local
                    level: district
                    mapping: \(local.mapping)
                    fetch: { kind: files, url: "local-*.\(local.suffix)" }
                portal:
                  mapping: \(portal.mapping)
                  fetch: { kind: files, url: "portal-*.\(portal.suffix)" }
                quiet_zone: 2 hours

                """
            )
        }
        try file.flush()
    }
}
