import ArgumentParser
import Rehearsal

/// `world`: both sides of a reconciliation, the truth about each key, and a configuration that is ready to run.
struct WorldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "world",
        abstract: "Writes a world: both sides, truth.csv and doisoat.yaml; of a district, what it is served from."
    )

    enum Shape: String, ExpressibleByArgument, CaseIterable {
        case bench
        case thanhHa = "thanh-ha"
        case district
    }

    @Option(help: "Dossiers on each side; the shape thanh-ha has its own number.")
    var records = 100_000

    @Option(help: "Same seed, same bytes.")
    var seed: UInt64 = 1

    @Option(help: "Folder to write to; it is made when it is missing.")
    var out: String

    @Option(help: "What kind of world.")
    var shape = Shape.bench

    @Option(help: "Format of the local side, for the shape bench.")
    var local = FeedFormat.benchNDJSON

    @Option(help: "Format of the portal side, for the shape bench.")
    var portal = FeedFormat.benchCSV

    @Option(help: "Files per side, for the shape bench.")
    var pages = 1

    @Option(help: "Local systems, for the shape district: one for each commune, 60 at most.")
    var sources = 13

    @Option(help: "What those systems are, in turn, with commas between them.")
    var kinds = SourceKind.usual.map(\.rawValue).joined(separator: ",")

    @Option(help: "How the portal gives its list, for the shape district.")
    var lists = PortalKind.session

    @Option(help: "Folder of mappings as doisoat.yaml shall name it.")
    var mappings = "mappings"

    func validate() throws {
        guard records > 0, records <= 1_000_000_000 else { throw ValidationError("--records must be 1...1000000000") }
        guard pages > 0, pages <= records else { throw ValidationError("--pages must be 1...records") }
        guard shape == .district else { return }
        guard try district().isPossible else {
            throw ValidationError("--sources must be 1...60, and --records at least as many")
        }
    }

    func run() async throws {
        try OutputFolder.make(out)
        switch shape {
        case .bench: try await bench()
        case .district: try DistrictPlan(district(), folder: out).write()
        case .thanhHa: try ThanhHaPlan(seed: seed, folder: out, mappings: mappings).write()
        }
    }

    private func district() throws -> DistrictShape {
        var shape = DistrictShape(records: records, sources: sources, seed: seed)
        shape.portal = lists
        shape.kinds = try kinds.split(separator: ",").map { name in
            guard let kind = SourceKind(rawValue: String(name)) else {
                let known = SourceKind.allCases.map(\.rawValue).joined(separator: " ")
                throw ValidationError("--kinds: \(name) is none of \(known)")
            }
            return kind
        }
        return shape
    }

    private func bench() async throws {
        var plan = BenchPlan(records: records, seed: seed, folder: out, mappings: mappings)
        plan.local = local
        plan.portal = portal
        plan.pages = pages
        try await plan.write()
    }
}

extension FeedFormat: ExpressibleByArgument {}
extension PortalKind: ExpressibleByArgument {}
