import Foundation
import Testing

/// Nights against the rehearsal's servers, which fail now and then in every way: what is concluded is what is concluded of
/// the same dossiers on a calm night, or the unit is held and it is said why.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct FaultyNightsTests {
    private static let rehearsal = Result { try RehearsedDistrict(records: 1_200, sources: 13) }

    @Test(arguments: 1...10) func whatRepeatingMendsChangesNothing(_ seed: Int) throws {
        let district = try Self.rehearsal.get()
        let calm = try district.calm.get()
        let night = try district.night(["--fault-rate", "0.02", "--seed", "\(seed)"])
        #expect(night.situations == calm.situations, "\(night.told)")
        #expect(night.exit == calm.exit)
    }

    @Test(arguments: 1...5) func whatNothingMendsIsHeldAndTold(_ seed: Int) throws {
        let district = try Self.rehearsal.get()
        let calm = try district.calm.get()
        let kinds = "shift,double,gzip-bomb,redirect,expire,length,html-200"
        let night = try district.night(["--fault-rate", "0.04", "--fault-kinds", kinds, "--seed", "\(seed)"])
        #expect(night.exit == 3)
        let wrong = night.situations.filter { $0.value != calm.situations[$0.key] && $0.value != "held" }
        #expect(wrong.isEmpty, "\(wrong) \(night.told)")
        let isHeld = night.situations.contains { $0.value == "held" && calm.situations[$0.key] != "held" }
        #expect(!isHeld || night.told.contains("INCOMPLETE"), "\(night.told)")
    }

    @Test func aSlowSourceKeepsNoOtherWaiting() throws {
        let district = try Self.rehearsal.get()
        let slowly = ["--slow-source", "json-page=8000"]
        let night = try district.night(slowly, more: ["-v", "--log-format", "json"], stall: 30)
        let ends = night.told.split(separator: "\n").filter { $0.contains("\"source\":") }
        let slow = try #require(ends.lastIndex { $0.contains("\"source\":\"json-page\"") })
        let others = ends.indices.filter { !ends[$0].contains("\"source\":\"json-page\"") }
        #expect(others.allSatisfy { $0 < slow }, "every other source has ended before the slow one")
        #expect(try night.situations == district.calm.get().situations)
    }
}

/// A district that the rehearsal serves, started anew for each night.
final class RehearsedDistrict: Sendable {
    /// What a night came to.
    struct Night: Sendable {
        var situations: [String: String] = [:]
        var exit: Int32
        var told: String
    }

    private let folder: TemporaryFolder
    /// The night without faults.
    let calm: Result<Night, any Error>

    init(records: Int, sources: Int) throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let world = [
            "world", "--shape", "district", "--records", "\(records)", "--sources", "\(sources)", "--out", "w",
        ]
        let made = try RunningProgram(Program.rehearsal, world, in: folder.url).outcome()
        guard made.exit == 0 else { throw NotServed(said: made.stderr) }
        calm = Result { try RehearsedDistrict.night(in: folder, [], more: [], stall: 5) }
    }

    /// A dry run while the district is served with these faults.
    ///
    /// - Parameter stall: seconds without a byte after which an attempt is given up.
    func night(_ faults: [String], more: [String] = [], stall: Int = 5) throws -> Night {
        try RehearsedDistrict.night(in: folder, faults, more: more, stall: stall)
    }

    struct NotServed: Error { let said: String }

    private static func night(
        in folder: TemporaryFolder,
        _ faults: [String],
        more: [String],
        stall: Int
    ) throws -> Night {
        let mappings = Repository.root.appending(path: "mappings").path
        let arguments = ["serve", "--world", "w", "--mappings", mappings] + faults
        let server = try RunningProgram(Program.rehearsal, arguments, in: folder.url)
        defer { server.process.terminate() }
        let configuration = try ready(server)
        let patient = try String(contentsOfFile: configuration, encoding: .utf8)
            .replacing("fetch: { kind:", with: "fetch: { timeouts: { stall: \(stall) s, total: 60 s }, kind:")
        try folder.save(patient, "night.yaml")
        let program = ["diff", "-c", "night.yaml", "--format", "ndjson"] + more
        let outcome = try RunningProgram(Program.path, program, in: folder.url).outcome()
        return Night(situations: try situations(in: outcome.stdout), exit: outcome.exit, told: outcome.stderr)
    }

    /// Waits until the servers listen; the path of the configuration that they wrote.
    private static func ready(_ server: RunningProgram) throws -> String {
        while server.process.isRunning {
            let said = try server.printed().stdout
            if said.hasSuffix("\n"), let path = said.split(separator: "ready ").last { return path.trimmed }
            usleep(20_000)
        }
        throw NotServed(said: try server.outcome().stderr)
    }

    private static func situations(in lines: String) throws -> [String: String] {
        try lines.split(separator: "\n").reduce(into: [:]) { all, line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            if let code = object?["code"] as? String, let situation = object?["situation"] as? String {
                all[code] = situation
            }
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
