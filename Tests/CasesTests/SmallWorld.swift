import Foundation

/// A small world in a folder of its own: dossiers under plain names, read by the mapping of the cases.
struct SmallWorld {
    let folder: TemporaryFolder

    /// Local and portal records with a configuration; `portal` is what stands under `fetch:` of the portal.
    init(
        local: [String] = SmallWorld.records(1...3),
        portal: [String] = SmallWorld.records(2...4),
        portalFetch: String = "{ kind: files, url: portal.ndjson }",
        more: String = ""
    ) throws {
        folder = try TemporaryFolder()
        try folder.save(local.joined(), "local.ndjson")
        try folder.save(portal.joined(), "portal.ndjson")
        let mappings = CaseFolder.root.appending(path: "mappings").path
        try folder.save(
            """
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
              fetch: \(portalFetch)
              delivery: { transport: dvcqg-session, batch: 50 }
            quiet_zone: 2 hours
            \(more)
            """,
            "doisoat.yaml"
        )
    }

    func run(_ arguments: String...) throws -> CommandOutcome { try Program.run(arguments, in: folder.url) }

    /// Starts the program with the folder of the world for its temporary files.
    func start(_ arguments: String..., state: String = "state") throws -> RunningProgram {
        let environment = ["TMPDIR": folder.url.path, "DOISOAT_STATE": state]
        return try RunningProgram(Program.path, arguments, in: folder.url, environment: environment)
    }

    /// The folder of a run by what the run printed.
    func run(printedBy outcome: CommandOutcome) -> URL {
        folder.url.appending(path: outcome.stdout.trimmingCharacters(in: .newlines))
    }

    /// Names in the output folder, hidden ones too.
    func outputs(in name: String = "out") -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: name).path)
        return (names ?? []).sorted()
    }

    /// One line for each number; the last one of the year carries the newest event.
    static func records(_ numbers: ClosedRange<Int>, status: Int = 10) -> [String] {
        (numbers.map { record($0, status: status) }) + [record(9_999, changed: "2023-12-29 16:00:00")]
    }

    static func record(_ number: Int, status: Int = 10, changed: String = "2023-01-09 10:00:00") -> String {
        let digits = String(10_000 + number).dropFirst()
        return """
            {"code":"000.00.23.H23-230103-\(digits)","procedure":"1.000894.000.00.00.H23","agency":"H23.23",\
            "channel":"counter","applicant":"Nguyễn Thị Mẫu \(digits)","identity":"09900000\(digits)",\
            "received":"2023-01-03 08:00:00","due":"2023-01-10 17:00:00","finished":"2023-01-09 09:00:00",\
            "returned":"2023-01-09 10:00:00","status":"\(status)","changed":"\(changed)","digitised":"1",\
            "result":"https://motcua.example.vn/1.pdf"}

            """
    }
}
