/// All that a district's world follows from.
package struct DistrictShape: Sendable, Equatable {
    /// Dossiers of all sources together.
    package var records: Int
    /// Number of local sources, 1...60; each is the office of one commune.
    package var sources: Int
    /// Same seed, same world.
    package var seed: UInt64
    /// What the sources run, in turn.
    package var kinds: [SourceKind]
    package var portal: PortalKind

    package init(records: Int, sources: Int, seed: UInt64) {
        self.records = records
        self.sources = sources
        self.seed = seed
        kinds = SourceKind.usual
        portal = .session
    }

    /// The text of `world.json`.
    var text: String {
        let names = kinds.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return """
            {
              "shape": "district",
              "records": \(records),
              "sources": \(sources),
              "seed": \(seed),
              "kinds": [\(names)],
              "portal": "\(portal.rawValue)"
            }

            """
    }

    /// The shape that a `world.json` describes; nil when it is none of a district.
    init?(_ notes: JSONValue) {
        guard notes["shape"] == .text("district"), let records = notes["records"]?.integer,
            let sources = notes["sources"]?.integer, let seed = notes["seed"]?.scalar.flatMap({ UInt64($0) }),
            let portal = notes["portal"]?.scalar.flatMap({ PortalKind(rawValue: $0) }),
            let names = notes["kinds"]?.elements
        else {
            return nil
        }
        self.init(records: records, sources: sources, seed: seed)
        kinds = names.compactMap { $0.scalar.flatMap { SourceKind(rawValue: $0) } }
        self.portal = portal
        guard isPossible, kinds.count == names.count else { return nil }
    }

    /// Whether a world can have this shape.
    package var isPossible: Bool {
        (1...60).contains(sources) && (sources...100_000_000).contains(records) && !kinds.isEmpty
    }
}
