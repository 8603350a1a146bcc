import Dossiers
import Foundation
import Reports
import Settings
import Synchronization

@testable import Pipeline

/// A portal of one page of 20 MiB against a few local dossiers, in a folder of its own.
final class LargeWorld: Sendable {
    /// What a run found, but for its name and its time.
    struct Found: Sendable, Hashable {
        var discrepancies: [Discrepancy] = []
        var quarantine: [QuarantineLine] = []
        var summary = RunSummary(run: "")
    }

    static let portalRecords = 44_000
    static let localRecords = 200
    /// More of the page than makes it large.
    static let half = 12 << 20
    /// The whole page; every thousandth record is broken, every hundredth has another status.
    static let page: [UInt8] = {
        var text = ""
        for number in 0..<portalRecords { text += record(number, isBroken: number % 1_000 == 7) }
        return Array(text.utf8)
    }()

    let path = NSTemporaryDirectory() + "large-" + UUID().uuidString
    private let read = Atomic<Int>(0)

    /// A world whose portal is pulled as `fetch` says.
    init(portal fetch: String) throws {
        let mappings = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Cases/mappings").path
        try FileManager.default.createDirectory(atPath: "\(path)/scratch", withIntermediateDirectories: true)
        let local = (0..<LargeWorld.localRecords).map { LargeWorld.record(100 * $0 + 3, status: 10) }.joined()
        try Data(local.utf8).write(to: URL(fileURLWithPath: "\(path)/local.ndjson"))
        let text = """
            doisoat: 1
            unit: { code: H23.23, name: UBND huyện Mẫu }
            mappings: \(mappings)
            local:
              - id: huyen
                mapping: plain
                units: [H23.23]
                fetch: { kind: files, url: local.ndjson }
            portal:
              mapping: plain
              fetch: \(fetch)
              delivery: { transport: dvcqg-session, batch: 50 }
            quiet_zone: 2 hours

            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/doisoat.yaml"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Waits until more than the local records were read; false when that takes too long.
    func waitForPortalRecords() -> Bool {
        for _ in 0..<60_000 {
            if hasReadPortalRecords { return true }
            usleep(1_000)
        }
        return false
    }

    var hasReadPortalRecords: Bool { recordsRead > LargeWorld.localRecords }

    /// Records of both sides that were told to be read.
    var recordsRead: Int { read.load(ordering: .relaxed) }

    /// Runs it to its end.
    func run(threads: Int = 2, _ checkInterruption: @escaping () throws -> Void = {}) throws -> Found {
        var found = Found()
        let findings = RunFindings(
            discrepancy: { found.discrepancies.append($0) },
            quarantine: { found.quarantine.append($0) },
            document: nil,
            progress: { [self] news in
                guard case .stage(.reading, let done, _) = news else { return }
                _ = read.max(done, ordering: .relaxed)
            },
            checkInterruption: checkInterruption
        )
        let configuration = try Configuration.read(file: "\(path)/doisoat.yaml")
        found.summary = try Pipeline.reconcile(configuration, options(threads), findings)
        return found
    }

    private func options(_ threads: Int) -> RunOptions {
        RunOptions(
            run: "run",
            threads: threads,
            scratch: "\(path)/scratch",
            keepsPages: false,
            now: { Instant(localSeconds: 1_704_067_200, precision: .second) },
            secret: { _ in "" },
            secretFile: { _ in "" }
        )
    }

    private static func record(_ number: Int, isBroken: Bool = false, status: Int? = nil) -> String {
        let digits = String(100_000 + number).dropFirst()
        let status = status ?? (number % 100 == 3 && number % 200 == 3 ? 9 : 10)
        return """
            {"code":"000.00.23.H23-230103-\(digits)","procedure":"1.000894.000.00.00.H23","agency":"H23.23",\
            "channel":"counter","applicant":"Nguyễn Thị Mẫu \(digits)","identity":"0990000\(digits)",\
            "received":"2023-01-03 08:00:00","due":"2023-01-10 17:00:00","finished":"2023-01-09 09:00:00",\
            "returned":"2023-01-09 10:00:00","status":"\(status)","changed":"2023-01-09 10:00:00","digitised":"1",\
            "result":\(isBroken ? "" : "\"https://motcua.example.vn/1.pdf\"")}

            """
    }
}
