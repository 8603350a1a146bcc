import Dossiers
import Settings
import Testing

struct YAMLReaderTests {
    private func findings(_ text: String, _ read: (YAMLKeys) -> Void) -> [String] {
        do {
            let document = try YAMLDocument(SourceText(file: "f", text: text))
            try YAMLReader.read(document) { root, _ in
                root.mapping { keys -> Void? in read(keys) }
            }
            return []
        } catch {
            return error.all.map { "\($0.line):\($0.column) \($0.message)" + ($0.hint.map { " (\($0))" } ?? "") }
        }
    }

    @Test func everyErrorIsToldAtOnce() {
        let text = "name: [1]\ncount: 12x\nsure: yes\nage: 3 moons\nshare: 101%\nday: 2023-02-30\nkindd: a\nzone: +7\n"
        let all = findings(text) { keys in
            _ = keys.required("name")?.text()
            _ = keys.required("count")?.integer(in: 1...10)
            _ = keys.required("sure")?.boolean()
            _ = keys.required("age")?.duration()
            _ = keys.required("share")?.percent()
            _ = keys.required("day")?.day()
            _ = keys.required("zone")?.zone()
            _ = keys.required("kind")?.choice(Side.self)
        }
        #expect(
            all == [
                "1:1 the key `kind` is missing in the file",
                "1:7 `name` must be a text, found a list",
                "2:8 `count` must be a whole number, found `12x`",
                "3:7 `sure` must be true or false, found `yes`",
                "4:6 `age` must be a duration such as `30 s`, `10 minutes`, `2 hours` or `400 days`, found `3 moons`",
                "5:8 `share` must be a percentage between 0% and 100%, such as `5%`, found `101%`",
                "6:6 `day` must be a day written yyyy-MM-dd, found `2023-02-30`",
                "7:1 unknown key `kindd` in the file (did you mean `kind`?)",
                "8:7 `zone` must be a zone such as +07:00, found `+7`",
            ]
        )
    }

    @Test func unknownKeysBeyondTheLimitAreOnlyCounted() throws {
        let text = (0..<20_000).map { "k\($0): 1\n" }.joined()
        let document = try YAMLDocument(SourceText(file: "f", text: text))
        do {
            try YAMLReader.read(document) { root, _ in root.mapping { keys -> Void? in _ = keys.optional("known") } }
            Issue.record("nothing was refused")
        } catch {
            #expect(error.all.count == DiagnosticCollector.limit)
            #expect(error.dropped == 20_000 - DiagnosticCollector.limit)
        }
    }

    @Test func aChoiceSuggestsTheNearestName() {
        let all = findings("side: locl\n") { _ = $0.required("side")?.choice(Side.self) }
        #expect(all == ["1:7 `locl` is not known as `side` (did you mean `local`?)"])
    }

    @Test func exactlyOneOfSeveralKeysIsAsked() {
        let none = findings("x: {}\n") { keys in
            keys.required("x")?.mapping { keys -> Void? in _ = keys.exactlyOne(of: ["a", "b"]) }
        }
        #expect(none == ["1:4 `x` needs one of `a`, `b`"])
        let both = findings("x: { a: 1, b: 2 }\n") { keys in
            keys.required("x")?.mapping { keys -> Void? in _ = keys.exactlyOne(of: ["a", "b"]) }
        }
        #expect(both == ["1:15 `x` takes only one of `a`, `b`"])
    }

    @Test func listsAcceptOneItemInTheirPlaceWhereSaid() {
        var read: [[String]?] = []
        let all = findings("a: x\nb: [x, y]\nc: []\n") { keys in
            read = ["a", "b", "c"].map { keys.required($0)?.oneOrMore { $0.text() } }
        }
        #expect(read == [["x"], ["x", "y"], nil])
        #expect(all == ["3:4 `c` must not be empty"])
    }

    @Test(
        arguments: [
            ("2 hours", 7_200), ("400 days", 34_560_000), ("30s", 30), ("0 min", 0), ("1 w", 604_800),
            ("", nil), ("2", nil), ("-1 h", nil), ("1.5 h", nil), ("99999999999999999999 s", nil), ("9000000 d", nil),
            ("2 hours ago", nil),
        ] as [(String, Int64?)]
    )
    func durationsAreReadOrRefused(text: String, seconds: Int64?) {
        #expect(Quantity.duration(text) == seconds.map { .seconds($0) })
    }

    @Test(
        arguments: [
            ("5%", 0.05), ("0.5 %", 0.005), ("100%", 1), ("0%", 0), ("5", nil), ("%", nil), ("-1%", nil), ("1e1%", nil),
            ("100.1%", nil), (".5%", nil), ("inf%", nil),
        ] as [(String, Double?)]
    )
    func percentagesAreReadOrRefused(text: String, share: Double?) {
        #expect(Quantity.percent(text) == share)
    }

    @Test(
        arguments: [("+07:00", 25_200), ("+0700", 25_200), ("Z", 0), ("-03:30", -12_600), ("+7", nil), ("+15:00", nil)]
            as [(String, Int?)]
    )
    func zonesAreReadOrRefused(text: String, seconds: Int?) {
        #expect(Quantity.zone(text) == seconds)
    }

    @Test(arguments: [
        ("a/b.yaml", "a"), ("b.yaml", "."), ("/b.yaml", "/"),
    ])
    func theFolderOfAFileIsFound(path: String, folder: String) {
        #expect(Folder.of(path) == folder)
    }

    @Test(arguments: ["/nonexistent/x.yaml", "/", "/dev/zero"])
    func whatIsNoPlainFileIsRefused(path: String) {
        #expect(throws: Diagnostics.self) { try YAMLDocument(reading: path) }
    }
}
