import Settings
import Testing

struct ConfigurationErrorTests {
    private func findings(_ text: String) -> [String] {
        do {
            _ = try ConfigurationTests.read(text)
            return []
        } catch {
            return error.all.map { "\($0.line):\($0.column) \($0.message)" + ($0.hint.map { " (\($0))" } ?? "") }
        }
    }

    /// The small file with `old` replaced.
    private func findings(_ old: String, _ new: String) -> [String] {
        let text = ConfigurationTests.small
        #expect(text.contains(old))
        return findings(text.replacing(old, with: new, maxReplacements: 1))
    }

    @Test(arguments: [
        ("doisoat: 1", "doisoat: 2", "1:10 `doisoat` must lie between 1 and 1, found 2"),
        (
            "H23.23", "000.00.23.H23",
            "2:15 `code` must be an agency code, province first, found `000.00.23.H23` (H23.23.18)"
        ),
        (
            "unit:", "window: { received: yesterday }\nunit:",
            "2:21 `received` must be `FROM..TO` in days written yyyy-MM-dd, or `last 400 days`, found `yesterday`"
        ),
        ("unit:", "widnow: 1\nunit:", "2:1 unknown key `widnow` in the file (did you mean `window`?)"),
        ("unit: { code: H23.23 }\n", "", "1:1 the key `unit` is missing in the file"),
        ("id: a", "id: a b", "4:9 `id` must be a name of letters, digits, `-` and `_`, found `a b`"),
        ("id: a", "id: portal", "8:3 two sources are called `portal` (name the portal with `id`)"),
        (
            "mapping: m", "mappign: m",
            "4:5 the key `mapping` is missing in item of `local`|5:5 unknown key `mappign` in item of `local` (did you mean `mapping`?)"
        ),
        (
            "mapping: m", "mapping: m\n    level: town",
            "6:12 `town` is not known as `level` (known here: `commune`, `district`, `department`, `province`, `ministry`)"
        ),
        (
            "kind: files, url: a.csv", "kind: file, url: a.csv",
            "6:20 `file` is not known as `kind` (did you mean `files`?)"
        ),
        ("url: a.csv", "url: a.csv, take: last", "6:45 `last` is not known as `take` (known here: `all`, `newest`)"),
        ("url: a.csv", "url: s3://a/b", "6:32 `url` must be a path, or an address of file, sftp, ftps, ftpes or https"),
        ("url: a.csv", "url: file://host/b", "6:32 `url` must be a path, or an address `file:///…` on this machine"),
        ("url: a.csv", "url: a.csv, user: b", "6:39 `user` belongs to addresses of sftp, ftps, ftpes only"),
        ("url: a.csv", "url: a.csv, retries: 99", "6:48 `retries` must lie between 0 and 20, found 99"),
        ("url: a.csv", "url: a.csv, max_size: 5 GB", "6:49 `max_size` must be a size such as `500 MiB`, found `5 GB`"),
        (
            "kind: files, url: a.csv", "kind: http, url: ftp://a",
            "6:31 `url` must be an address that begins with https:// or http://"
        ),
        (
            "kind: files, url: a.csv", "kind: http, url: https://",
            "6:31 `url` must be an address with a host and without blanks"
        ),
        (
            "kind: files, url: a.csv", "kind: http, url: https://a:0/",
            "6:31 `url` must be an address with a host and without blanks"
        ),
        (
            "kind: files, url: a.csv", "kind: http, url: https://a, page: { from: 1 }",
            "6:48 `page` needs one of `parameter`, `cursor`, `next_url`, `link_header`"
        ),
        (
            "kind: files, url: a.csv", "kind: http, url: https://a, page: { parameter: p, until: last }",
            "6:71 `until` must be `empty` or a count of pages, found `last`"
        ),
        (
            "kind: files, url: a.csv", "kind: http, url: https://a, page: { parameter: a&b }",
            "6:61 `parameter` must be the name of a query parameter, found `a&b`"
        ),
        (
            "kind: files, url: a.csv",
            "kind: http, url: https://a, auth: { login: { user: u, password: { env: A } } }",
            "6:48 `login` has no place in `kind: http` (for a user and a password: `basic`)"
        ),
        ("kind: files, url: a.csv", "kind: opencps, url: https://a", "6:12 the key `group` is missing in `fetch`"),
        (
            "kind: files, url: a.csv", "kind: business-registration, url: https://a, window_days: 6",
            "6:12 this source is asked by days of receipt: `window` must say from which day on"
                + "|6:72 `window_days` must lie between 1 and 5, found 6"
        ),
        (
            "mapping: p", "mapping: p\n  delivery: { transport: dvcqg }",
            "9:26 `dvcqg` is not known as `transport` (known here: `dvcqg-session`, `gateway-array`, `gateway-query`, `xml`, `lgsp`)"
        ),
        (
            "portal:", "quiet_zone: 2\nportal:",
            "7:13 `quiet_zone` must be a duration such as `30 s`, `10 minutes`, `2 hours` or `400 days`, found `2`"
        ),
        (
            "portal:", "guards: { max_absent: 5 }\nportal:",
            "7:23 `max_absent` must be a percentage between 0% and 100%, such as `5%`, found `5`"
        ),
        ("portal:", "guards: { min_records: { b: 5 } }\nportal:", "7:26 there is no source `b` (did you mean `a`?)"),
    ])
    func aWrongSettingIsToldAtItsPlace(old: String, new: String, expected: String) {
        #expect(findings(old, new) == expected.split(separator: "|").map(String.init))
    }

    @Test func twoSourcesOfOneNameAreRefused() {
        let source = "  - id: a\n    mapping: m\n    fetch: { kind: files, url: a.csv }\n"
        #expect(findings(source, source + source) == ["7:5 two sources are called `a`"])
    }

    /// Ways of writing the secret `hunter2` where only its place may stand.
    @Test(arguments: [
        "auth: { bearer: hunter2 }", "auth: hunter2", "auth: { basic: hunter2 }",
        "auth: { basic: { user: u, password: hunter2 } }",
        "auth: { login: { user: u, password: [hunter2] } }", "auth: { header: { name: X, value: hunter2 } }",
        "auth: { bearer: { env: hunter2! } }", "auth: { bearer: { enw: hunter2 } }", "auth: { baerer: hunter2 }",
        "auth: { basic: { user: u, pasword: hunter2 } }", "auth: { bearer: { credential: hun/hunter2 } }",
        "auth: { bearer: { env: [hunter2] } }", "headers: { Authorization: hunter2 }",
        "headers: { X-Api-Key: hunter2 }",
        "auth: { bearer: { env: A, file: hunter2 } }", "auth: { bearer: { env: A }, basic: hunter2 }",
    ])
    func aSecretThatIsWrittenOutIsRefusedAndNeverShown(line: String) {
        let text = ConfigurationTests.small.replacing(
            "kind: files, url: a.csv",
            with: "kind: http, url: https://a, \(line)"
        )
        expectHidden(text)
    }

    @Test(arguments: ["https://u:hunter2@a.vn/", "https://a.vn/x?token=hunter2", "https://a.vn/x?a=1&api_key=hunter2"])
    func aSecretInAnAddressIsRefusedAndNeverShown(url: String) {
        expectHidden(ConfigurationTests.small.replacing("kind: files, url: a.csv", with: "kind: http, url: \"\(url)\""))
        expectHidden(
            ConfigurationTests.small.replacing("kind: files, url: a.csv", with: "kind: igate, url: \"\(url)\"")
        )
    }

    @Test(arguments: ["password: hunter2: x", "  Bearer: \"hunter2", "\"token\": [hunter2", "secret=hunter2"])
    func aLineThatTellsASecretIsNotRepeatedEvenWhenTheFileIsNoYAML(line: String) {
        do {
            _ = try ConfigurationTests.read("a: 1\n" + line + "\nb: [\n")
            Issue.record("nothing was refused")
        } catch {
            #expect(!error.rendered.contains("hunter2"))
        }
    }

    private func expectHidden(_ text: String) {
        do {
            _ = try ConfigurationTests.read(text)
            Issue.record("nothing was refused")
        } catch {
            #expect(!error.rendered.contains("hunter2"))
            #expect(error.all.allSatisfy { $0.line == 6 })
        }
    }

    /// Mutations of sound files with a fixed seed: an answer, never a trap.
    @Test func noMutationOfASoundFileTraps() {
        let sound = [ConfigurationTests.full, ConfigurationTests.small].map { Array($0.utf8) }
        let pieces = [
            "{", "}", "[", "]", ":", ",", "- ", "\n", "\"", "'", "x", "9", "~", "null", "%", "..", "://", "@", "ệ",
        ].map { Array($0.utf8) }
        var random = SplitMix(seed: 7)
        for _ in 0..<1_500 {
            var bytes = sound[random.next(below: 2)]
            for _ in 0..<(1 + random.next(below: 3)) {
                let start = random.next(below: bytes.count)
                let end = min(bytes.count, start + random.next(below: 12))
                bytes.replaceSubrange(start..<end, with: pieces[random.next(below: pieces.count)])
            }
            guard let text = String(validating: bytes, as: UTF8.self) else { continue }
            for finding in findings(text) { #expect(!finding.isEmpty) }
        }
    }
}
