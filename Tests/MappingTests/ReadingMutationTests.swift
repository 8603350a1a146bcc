import Foundation
import Mapping
import Settings
import Testing

struct ReadingMutationTests {
    private static let mapping = """
        mapping: m
        format: json
        records: data
        as_of: newest at
        fields:
          code: { path: c, as: dossier-code }
          status: { path: [s, t], table: status }
          received_at: { path: "r[].x", date: [iso, "dd/MM/yyyy 'lúc' HH:mm"], zone: +07:00 }
          channel: { decide: channel }
          note: { path: n, split: { by: "#", take: 2 }, decode: [html] }
          steps: { list: l, of: { status: { path: s, as: status } } }
        carry: { TaiLieuNop: { list: f, of: { TenTepDinhKem: { path: n } } } }

        """

    private static let tables = [
        "status": "s;t;value;valid_from;valid_to\na;\"b \"\"q\"\"\";4;2023-01-01;\nc;*;10;;2023-12-31\n",
        "channel": "c,n,value\n=1,,online\n~x,present,postal\n",
    ]

    /// `bytes` with one to three pieces replaced.
    private static func mutated(_ text: String, _ random: inout Seeded) -> String {
        let pieces = [
            "{", "]", ":", ",", ";", "\"", "'", "\n", "\r", "*", "0", "9999-99-99", "..", "[]", "ệ", "", "=", "~", " ",
        ]
        var bytes = Array(text.utf8)
        for _ in 0..<(1 + random.next(below: 3)) where !bytes.isEmpty {
            let start = random.next(below: bytes.count)
            let end = min(bytes.count, start + random.next(below: 8))
            bytes.replaceSubrange(start..<end, with: Array(pieces[random.next(below: pieces.count)].utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Mutations with a fixed seed: a definition or located findings, never a trap.
    @Test func noMutationOfAMappingOrItsTablesTraps() throws {
        var random = Seeded(state: 11)
        for round in 0..<400 {
            var files = ["m/mapping.yaml": Self.mapping]
            for (name, text) in Self.tables { files["m/\(name).csv"] = text }
            let victim = ["m/mapping.yaml", "m/status.csv", "m/channel.csv"][round % 3]
            files[victim] = Self.mutated(files[victim] ?? "", &random)
            for finding in try ReadingFolder(files).findings() { #expect(finding.hasPrefix("m/")) }
        }
    }

    @Test func theSoundFileIsSound() throws {
        let files = Self.tables.reduce(into: ["m/mapping.yaml": Self.mapping]) { $0["m/\($1.key).csv"] = $1.value }
        #expect(try ReadingFolder(files).findings() == [])
    }

    /// Tables that make careless readers run for hours.
    private static let bombs = [
        "one key": "a,value\n" + String(repeating: "x,4\n", count: 100_000),
        "many columns": String(repeating: "a,", count: 200_000) + "value\n" + String(repeating: "x\n", count: 100_000),
        "no days": "a,value,valid_from\n" + String(repeating: "x,4,no day\n", count: 100_000),
        "open quotes": "a,value\n\"" + String(repeating: "\"\"", count: 500_000),
    ]

    @Test(arguments: bombs.keys.sorted())
    func bombsInTablesAnswerAtOnce(name: String) throws {
        let text = "mapping: m\nformat: json\nfields: { code: { path: c }, status: { path: s, table: t } }\n"
        let folder = try ReadingFolder(["m/mapping.yaml": text, "m/t.csv": try #require(Self.bombs[name])])
        let elapsed = ContinuousClock().measure { #expect(!folder.findings().isEmpty) }
        #expect(elapsed < .seconds(60))
    }
}

/// A small generator with a seed, so that a failing case comes back.
private struct Seeded {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
