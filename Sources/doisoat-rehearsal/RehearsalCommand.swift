import ArgumentParser
import Rehearsal

/// Makes worlds to rehearse with.
@main
struct RehearsalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doisoat-rehearsal",
        abstract: "Makes invented worlds of dossiers, with their truth, to rehearse reconciliations with.",
        subcommands: [WorldCommand.self]
    )
}

/// `world`: both sides of a reconciliation, the truth about each key, and a configuration that is ready to run.
struct WorldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "world",
        abstract: "Writes a world: both sides, truth.csv and doisoat.yaml."
    )

    enum Shape: String, ExpressibleByArgument, CaseIterable {
        case bench
        case thanhHa = "thanh-ha"
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

    @Option(help: "Folder of mappings as doisoat.yaml shall name it.")
    var mappings = "mappings"

    func validate() throws {
        guard records > 0, records <= 1_000_000_000 else { throw ValidationError("--records must be 1...1000000000") }
        guard pages > 0, pages <= records else { throw ValidationError("--pages must be 1...records") }
    }

    func run() async throws {
        try OutputFolder.make(out)
        switch shape {
        case .bench: try await bench()
        case .thanhHa: try ThanhHaPlan(seed: seed, folder: out, mappings: mappings).write()
        }
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
