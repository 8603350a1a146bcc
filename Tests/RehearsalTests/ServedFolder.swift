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

/// What the wire made of one request, as a bare socket saw it.
struct WireAnswer {
    let status: Int?
    let headers: [String: String]
    let body: String
    /// Bytes of the body that came.
    let bytes: Int
    /// Bytes of the body that were announced; nil when there was no head.
    let announced: Int?
    /// Bytes that came after the announced ones.
    let beyond: Int
    let pieces: Int
    /// `closed`, `reset`, `silence` or `open`.
    let ending: String
    /// Why a certificate was refused; nil when it was not.
    let refused: String?

    init(
        _ url: String,
        method: String? = nil,
        headers: [String] = [],
        body: String? = nil,
        authority: String? = nil,
        seconds: Double = 20
    ) throws {
        var arguments = [
            "python3", "\(Checkout.root)/Tests/RehearsalTests/Client/wire.py", url, "--seconds", "\(seconds)",
        ]
        if let method { arguments += ["--method", method] }
        for header in headers { arguments += ["--header", header] }
        if let body { arguments += ["--body", body] }
        if let authority { arguments += ["--ca", authority] }
        let output = try Program.run(arguments).output
        let seen = try #require(
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any],
            "\(output)"
        )
        status = seen["status"] as? Int
        self.headers = seen["headers"] as? [String: String] ?? [:]
        self.body = seen["body"] as? String ?? ""
        bytes = seen["bytes"] as? Int ?? 0
        announced = seen["announced"] as? Int
        beyond = seen["beyond"] as? Int ?? 0
        pieces = seen["pieces"] as? Int ?? 0
        ending = seen["ending"] as? String ?? ""
        refused = seen["refused"] as? String
    }

    /// The body as JSON.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:] }
}
