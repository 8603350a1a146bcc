import Settings
import Testing

struct YAMLDocumentTests {
    /// Position and message of each finding in `text`.
    private func findings(_ text: String) -> [String] {
        do {
            _ = try YAMLDocument(SourceText(file: "f", text: text))
            return []
        } catch {
            return error.all.map { "\($0.line):\($0.column) \($0.message)" }
        }
    }

    @Test func scalarsKeepTheirQuotesAndPlaces() throws {
        let document = try YAMLDocument(SourceText(file: "f", text: "\u{FEFF}a: 1\nb: [\"1\", 'x']\n"))
        guard case .mapping(let entries) = document.root.content else {
            Issue.record("no mapping")
            return
        }
        #expect(entries.map(\.key) == ["a", "b"])
        #expect(entries[0].value.content == .scalar("1", isQuoted: false))
        #expect(entries[0].value.mark == YAMLMark(line: 1, column: 4))
        guard case .sequence(let items) = entries[1].value.content else {
            Issue.record("no list")
            return
        }
        #expect(items.map(\.content) == [.scalar("1", isQuoted: true), .scalar("x", isQuoted: true)])
        #expect(items[1].mark == YAMLMark(line: 2, column: 10))
    }

    @Test(arguments: ["", "# nothing\n", "~\n", "---\n"])
    func anEmptyFileIsAnEmptyMapping(text: String) throws {
        #expect(try YAMLDocument(SourceText(file: "f", text: text)).root.content == .mapping([]))
    }

    @Test(arguments: [
        ("a: &x 1\n", "1:4 anchors and aliases are not supported"),
        ("a: [&x 1]\n", "1:5 anchors and aliases are not supported"),
        ("&x a: 1\n", "1:1 anchors and aliases are not supported"),
        ("a: 1\nb: *x\n", "2:4 aliases are not supported"),
        ("a: !!int 1\n", "1:4 tags are not supported"),
        ("a: !x {b: 1}\n", "1:4 tags are not supported"),
        ("<<: {b: 1}\n", "1:1 merge keys are not supported"),
        ("a: |\n  text\n", "1:4 block texts are not supported"),
        ("? [a]\n: 1\n", "1:3 a key must be a plain text"),
        ("a: 1\nb: 2\na: 3\n", "3:1 the key `a` is written twice"),
        ("x:\n  k: 1\n  'k': 2\n", "3:3 the key `k` is written twice"),
        ("a: 1\n---\nb: 2\n", "2:1 a second document begins here"),
        ("a: \u{1}\n", "1:4 control characters are not allowed"),
        ("a:\n\t- 1\n", "2:1 found character that cannot start any token"),
        ("a: b: c\n", "1:5 mapping values are not allowed in this context"),
        ("a: [1\n", "2:1 did not find expected ',' or ']'"),
    ])
    func whatThePlainKindDoesNotAllowIsLocated(text: String, expected: String) {
        #expect(findings(text) == [expected])
    }

    @Test func severalRefusalsComeTogether() {
        #expect(findings("a: !x 1\nb: |\n  t\n<<: 2\n").count == 3)
    }

    @Test(arguments: ["url: https://a.b/c?x=1&y=2", "a: Tom & Jerry", "a: \"x \\u0026y\"", "a: 5 * 3", "a: wow!"])
    func textsThatOnlyLookLikeMarkersPass(text: String) {
        #expect(findings(text) == [])
    }

    @Test func bytesThatAreNoUTF8NameTheLine() {
        #expect(throws: Diagnostics.self) { try SourceText(file: "f", bytes: [0x61, 0x3A, 0x0A, 0xFF, 0x0A]) }
        do {
            _ = try SourceText(file: "f", bytes: [0x61, 0x3A, 0x0A, 0xFF, 0x0A])
        } catch {
            #expect(error.all.map(\.line) == [2])
        }
    }

    @Test func aFileBeyondTheLimitIsRefused() {
        let bytes = [UInt8](repeating: 0x20, count: SourceText.limit + 1)
        #expect(throws: Diagnostics.self) { try SourceText(file: "f", bytes: bytes) }
    }

    @Test func nestingIsRefusedBeyondThirtyTwoLevels() {
        let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(findings("a: " + deepest.dropFirst().dropLast()) == [])
        #expect(findings("a: " + deepest).count == 1)
    }

    /// Files that make careless readers run for hours or out of stack.
    private static let bombs: [String: String] = [
        "open brackets": String(repeating: "[", count: 4 << 20),
        "open mappings": String(repeating: "{a: ", count: 1 << 20),
        "nested lists on one line": String(repeating: "- ", count: 2 << 20),
        "nested keys": String(repeating: "? ", count: 2 << 20),
        "brackets between quoted ones": String(repeating: "[\"]\",", count: 800_000),
        "doubling aliases": "a0: &a0 [x]\n" + (1...60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined(),
        "doubling keys": "a0: &a0 {k: v}\n"
            + (1...60).map { "? &a\($0) {? *a\($0 - 1) : *a\($0 - 1)}\n: x\n" }.joined(),
        "ampersands": "a: " + String(repeating: "&", count: 4_000_000) + "a",
        "a wide list on one line": "a: [" + String(repeating: "b,", count: 300_000) + "!x c]",
        "many keys": (0..<100_000).map { "k\($0):\n" }.joined() + "k0:\n",
        "tags": "a:\n" + String(repeating: "- !x 1\n", count: 100_000),
    ]

    @Test(arguments: bombs.keys.sorted())
    func bombsAnswerAtOnce(name: String) throws {
        let text = try #require(Self.bombs[name])
        let elapsed = ContinuousClock().measure { #expect(!findings(text).isEmpty) }
        #expect(elapsed < .seconds(60))
    }

    @Test func manyFindingsAreCountedNotKept() {
        let text = "a:\n" + String(repeating: "  - !x 1\n", count: 5_000)
        do {
            _ = try YAMLDocument(SourceText(file: "f", text: text))
        } catch {
            #expect(error.all.count == DiagnosticCollector.limit)
            #expect(error.rendered.hasSuffix("\nand 4800 more errors"))
            return
        }
        Issue.record("nothing was refused")
    }

    /// Mutations of a sound file with a fixed seed: an answer, never a trap.
    @Test func noMutationOfASoundFileTraps() {
        let sound = Array("a: {b: [1, \"hai\"], c: 'ba'}\nđ:\n  - x: 1\n    y: ~\n".utf8)
        let alphabet = Array("[]{}:,-?&*!|>'\"%@`#\n\t \u{0}aệ".utf8) + [0xFF, 0x80, 0xC2]
        var random = SplitMix(seed: 1)
        for _ in 0..<4_000 {
            var bytes = sound
            for _ in 0..<(1 + random.next(below: 4)) {
                let place = random.next(below: bytes.count)
                switch random.next(below: 3) {
                case 0: bytes[place] = alphabet[random.next(below: alphabet.count)]
                case 1: bytes.insert(alphabet[random.next(below: alphabet.count)], at: place)
                default: bytes.remove(at: place)
                }
            }
            guard let source = try? SourceText(file: "f", bytes: bytes) else { continue }
            do {
                _ = try YAMLDocument(source)
            } catch {
                #expect(error.all.allSatisfy { $0.line >= 0 && $0.column >= 1 && !$0.rendered.isEmpty })
            }
        }
    }
}

/// A small generator with a seed, so that a failing case comes back.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }
}
