import Dossiers
import Formats
import Foundation
import Mapping
import Testing

@testable import Pipeline

/// A mapping, raw pages and snapshots in a folder that lives as long as a test.
struct SnapshotFolder: ~Copyable {
    let path = NSTemporaryDirectory() + "snapshots-" + UUID().uuidString

    init() throws {
        for name in ["m", "lines"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        }
        let (envelope, fields) = (SnapshotFolder.envelope, SnapshotFolder.fields)
        try write("m/mapping.yaml", Array("mapping: m\nformat: json\n\(envelope)\n\(fields)".utf8))
        try write("lines/mapping.yaml", Array("mapping: lines\nformat: ndjson\n\(fields)".utf8))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A source of pages `{"data": [...]}`, or of lines.
    func source(_ mapping: String = "m") throws -> RunSource { try SnapshotFolder.source(mapping, in: path) }

    /// The source of a folder that a test of another process made.
    static func source(_ mapping: String = "m", in path: String) throws -> RunSource {
        let program = MappingProgram(try MappingReader(directory: path).definition(named: mapping))
        return RunSource(id: "office", side: .local, order: 0, program: program, units: nil)
    }

    func merge(_ mapping: String = "m") throws -> SnapshotMerge {
        try SnapshotMerge(try source(mapping), limits: FormatLimits(), horizon: SnapshotFolder.horizon)
    }

    /// Writes pages and answers them as a pull would.
    func pages(_ texts: [String], named name: String) throws -> [Page] {
        try texts.enumerated().map { number, text in
            let file = "\(name)-\(number).json"
            try write(file, Array(text.utf8))
            return Page(number: number, source: 0, path: "\(path)/\(file)", name: file, bytes: Int64(text.utf8.count))
        }
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    /// The lines of a snapshot, which ends with a line feed unless it is empty.
    func lines(_ path: String) throws -> [String] {
        let text = String(decoding: try bytes(path), as: UTF8.self)
        guard !text.isEmpty else { return [] }
        #expect(text.hasSuffix("\n"))
        return text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Later than everything that tests let happen but what lies in the future.
    static let horizon = Instant(year: 2030, month: 1, day: 1, precision: .second)?.seconds ?? 0

    static let moment = Instant(localSeconds: horizon, precision: .second)

    private static let envelope = """
        records: data
        success: { path: error, is: ["0"], when_missing: success }
        total: total
        """

    private static let fields = """
        fields:
          code: { path: code, as: dossier-code }
          received_at: { path: received, date: national }
          status: { path: status, as: status }
          status_at: { path: changed, date: national }

        """
}
