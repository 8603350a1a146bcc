import Foundation
import Testing

/// Input that is made to hurt, too large to be kept: the kernel bounds the processor time and the memory, not a clock.
struct HostileInputTests {
    /// A feed that would break a careless reader.
    struct Feed: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let mapping: String
        let suffix: String
        /// What it consists of: texts and how often each is repeated.
        let parts: [(text: String, count: Int)]

        func write(to file: URL) throws {
            try Data().write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            for part in parts {
                let block = Data(String(repeating: part.text, count: min(part.count, 1 << 16)).utf8)
                var left = part.count
                while left >= 1 << 16 {
                    try handle.write(contentsOf: block)
                    left -= 1 << 16
                }
                try handle.write(contentsOf: Data(String(repeating: part.text, count: left).utf8))
            }
            try handle.close()
        }
    }

    private static let start = #"{"code":"000.00.23.H23-230103-0001","status":"10","received":"2023-01-03 08:00:00","#

    static let feeds = [
        Feed(
            testDescription: "one text of 100 MB in NDJSON",
            mapping: "plain",
            suffix: "ndjson",
            parts: [(start + #""note":""#, 1), ("x", 100_000_000), ("\"}\n", 1)]
        ),
        Feed(
            testDescription: "one text of 100 MB in JSON",
            mapping: "plain-json",
            suffix: "json",
            parts: [(#"{"data":["# + start + #""note":""#, 1), ("x", 100_000_000), ("\"}]}", 1)]
        ),
        Feed(
            testDescription: "one text of 100 MB in XML",
            mapping: "plain-xml",
            suffix: "xml",
            parts: [("<list><dossier><code>A-1</code><note>", 1), ("x", 100_000_000), ("</note></dossier></list>", 1)]
        ),
        Feed(
            testDescription: "one cell of 100 MB in CSV",
            mapping: "plain-csv",
            suffix: "csv",
            parts: [("code,procedure,agency,status\n\"", 1), ("x", 100_000_000), ("\",,,\n", 1)]
        ),
        Feed(
            testDescription: "100,000 lists in one another in JSON",
            mapping: "plain-json",
            suffix: "json",
            parts: [(#"{"data":["# + start + #""note":"#, 1), ("[", 100_000), ("]", 100_000), ("}]}", 1)]
        ),
        Feed(
            testDescription: "100,000 lists that never end in NDJSON",
            mapping: "plain",
            suffix: "ndjson",
            parts: [(start + #""note":"#, 1), ("[", 100_000)]
        ),
        Feed(
            testDescription: "100,000 elements in one another in XML",
            mapping: "plain-xml",
            suffix: "xml",
            parts: [("<list><dossier>", 1), ("<a>", 100_000), ("</a>", 100_000), ("</dossier></list>", 1)]
        ),
        Feed(
            testDescription: "a million columns in CSV",
            mapping: "plain-csv",
            suffix: "csv",
            parts: [("code,procedure,agency,status", 1), (",c", 1_000_000), ("\n", 1), ("x,", 1_000_000), ("\n", 1)]
        ),
        Feed(
            testDescription: "a million members in one record",
            mapping: "plain",
            suffix: "ndjson",
            parts: [(start, 1), (#""m":1,"#, 1_000_000), (#""z":1}"# + "\n", 1)]
        ),
        Feed(
            testDescription: "20 MB of quotes in CSV",
            mapping: "plain-csv",
            suffix: "csv",
            parts: [("code,procedure,agency,status\n", 1), ("\"", 20_000_001)]
        ),
        Feed(testDescription: "20 MB of brackets", mapping: "plain-json", suffix: "json", parts: [("[{", 10_000_000)]),
        Feed(testDescription: "20 MB of NUL", mapping: "plain", suffix: "ndjson", parts: [("\0", 20_000_000)]),
        Feed(testDescription: "20 MB of tag openings", mapping: "plain-xml", suffix: "xml", parts: [("<", 20_000_000)]),
        Feed(
            testDescription: "a million attributes",
            mapping: "plain-xml",
            suffix: "xml",
            parts: [("<list><dossier ", 1), ("a=\"1\" ", 1_000_000), ("/></list>", 1)]
        ),
    ]

    /// A configuration whose portal is the feed and whose local side is one sound dossier.
    private func configuration(_ feed: Feed) -> String {
        """
        doisoat: 1
        unit: { code: H23.23, name: UBND huyện Mẫu }
        mappings: \(CaseFolder.root.appending(path: "mappings").path)
        local:
          - id: huyen
            mapping: plain
            fetch: { kind: files, url: local.ndjson }
        portal:
          mapping: \(feed.mapping)
          fetch: { kind: files, url: hostile.\(feed.suffix) }
        """
    }

    @Test(arguments: feeds) func nothingIsConcludedAndLittleIsSpent(feed: Feed) throws {
        let folder = try TemporaryFolder()
        try folder.save(configuration(feed), "doisoat.yaml")
        try folder.save(SmallWorld.record(1), "local.ndjson")
        try feed.write(to: folder.url.appending(path: "hostile.\(feed.suffix)"))
        let outcome = try Program.run(
            ["diff", "--format", "ndjson", "--threads", "2"],
            in: folder.url,
            cpuSeconds: 60,
            kilobytes: 1_500_000
        )
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        #expect(outcome.stdout.contains("\"held\""), "\(outcome.stderr)")
        #expect(outcome.stdout.utf8.count < 10_000)
    }
}
