import Foundation
import Rehearsal
import Testing

/// A small district that is served by this process for the length of a test.
struct Served: Sendable {
    let folder: String
    let world: ServedWorld

    /// Address of the list of a source, as the configuration names it.
    func url(_ id: String) throws -> String {
        let block = try #require(
            try text("served/doisoat.yaml").components(separatedBy: id == "portal" ? "\nportal:" : "- id: \(id)\n").last
        )
        return try #require(
            block.components(separatedBy: " url: \"").dropFirst().first?.components(separatedBy: "\"").first
        )
    }

    /// Scheme, host and port of a source.
    func origin(_ id: String) throws -> String {
        try url(id).split(separator: "/", maxSplits: 3).prefix(2).joined(separator: "//")
    }

    func secret(_ name: String) throws -> String { try text("served/secrets/\(name)") }

    func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: "\(folder)/\(path)"), encoding: .utf8)
    }

    /// What the control knows of the rehearsal.
    func log() throws -> [String: Any] {
        let answer = try WireAnswer(world.control + "/rehearsal/log")
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
    }

    /// How often a source was asked for data.
    func requests(_ id: String) throws -> Int? {
        ((try log()["sources"] as? [String: Any])?[id] as? [String: Any])?["requests"] as? Int
    }

    /// Serves a new world to `body`.
    static func run(
        _ kinds: [SourceKind],
        records: Int,
        portal: PortalKind = .session,
        seed: UInt64 = 1,
        _ change: (inout ServePlan) throws -> Void = { _ in },
        _ body: (Served) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        var shape = DistrictShape(records: records, sources: kinds.count, seed: seed)
        shape.kinds = kinds
        shape.portal = portal
        try DistrictPlan(shape, folder: folder.path).write()
        var plan = ServePlan(folder: folder.path, mappings: "\(Checkout.root)/mappings", seed: seed)
        try change(&plan)
        let world = try await ServedWorld(plan)
        do {
            try await body(Served(folder: folder.path, world: world))
            try await world.stop()
        } catch {
            try await world.stop()
            throw error
        }
    }
}
