import Settings
import Testing

/// What is wrong with a `fetch`, told at its place.
///
/// Every `fetch` stands on line 7, its first key in column 14.
struct FetchErrorTests {
    private static let login = "auth: { login: { user: u, password: { env: P } } }"

    private func findings(_ fetch: String, _ text: (String) -> String = ConfigurationTests.small(fetching:)) -> [String]
    {
        do {
            _ = try ConfigurationTests.read(text(fetch))
            return []
        } catch {
            return error.all.map { "\($0.line):\($0.column) \($0.message)" + ($0.hint.map { " (\($0))" } ?? "") }
        }
    }

    @Test(arguments: [
        ("kind: igate, url: https://a, pages: 5", "7:43 unknown key `pages` in `fetch` (did you mean `page`?)"),
        ("kind: igate, url: https://a, page: 0", "7:49 `page` must lie between 1 and 10000, found 0"),
        ("kind: igate, url: https://a, spec: pages", "7:49 `pages` is not known as `spec` (did you mean `page`?)"),
        ("kind: igate, url: https://a, window_days: 400", "7:56 `window_days` must lie between 1 and 366, found 400"),
        ("kind: opencps, url: https://a, group: x", "7:52 `group` must be a whole number, found `x`"),
        (
            "kind: bgtvt, url: https://a",
            "7:12 the key `api_key` is missing in `fetch`|7:12 the key `unit` is missing in `fetch`"
        ),
        ("kind: dvcqg-session, url: https://a/g", "7:12 the key `auth` is missing in `fetch`"),
        (
            "kind: dvcqg-session, url: https://a/g, auth: { bearer: { env: A } }",
            "7:59 a session needs a `login`"
        ),
        (
            "kind: dvcqg-session, url: https://a/g, codes: all, \(login)",
            "7:60 `codes` must be `local` or `{ file: PATH }`"
        ),
        (
            "kind: dvcqg-session, url: https://a/g, codes: local, \(login)",
            "7:60 a local source cannot look up the dossiers of the local sources"
                + " (`{ file: PATH }`; `local` is for the portal)"
        ),
        (
            "kind: http, url: https://a, codes: { flie: x }",
            "7:49 the key `file` is missing in `codes`|7:51 unknown key `flie` in `codes` (did you mean `file`?)"
        ),
        ("kind: soap, url: https://a", "7:12 the key `operation` is missing in `fetch`"),
        (
            "kind: soap, url: https://a, operation: a:b",
            "7:53 `operation` must be the name of an element, without a prefix, found `a:b`"
        ),
        ("kind: soap, url: https://a, profile: danang", "7:51 the profile `danang` needs a `login`"),
        (
            "kind: soap, url: https://a, profile: epar, operation: x",
            "7:57 a `profile` has its own `operation`"
        ),
        (
            "kind: soap, url: https://a, operation: x, parameters: [{ name: p, value: 1, json: { a: b } }]",
            "7:96 item of `parameters` takes only one of `value`, `json`"
        ),
        (
            "kind: soap, url: https://a, operation: x, parameters: [{ name: p, value: 1, as: base46 }]",
            "7:94 `base46` is not known as `as` (did you mean `base64`?)"
        ),
        (
            "kind: http, url: https://a, page: { parameter: p, size_parameter: s }",
            "7:80 `size_parameter` needs a `size`"
        ),
        (
            "kind: http, url: https://a, page: { parameter: p, cursor: { parameter: c, path: x } }",
            "7:72 `page` takes only one of `parameter`, `cursor`, `next_url`, `link_header`"
        ),
        (
            "kind: http, url: https://a, page: { cursor: { parameter: c } }",
            "7:58 the key `path` is missing in `cursor`"
        ),
        (
            "kind: http, url: https://a, parameters: { from: { first_day: dd-MM } }",
            "7:75 `dd-MM` is not known as `first_day` (known here: `yyyy-MM-dd`, `dd/MM/yyyy`, `d/M/yyyy`, `yyyyMMdd`, `iso`)"
        ),
        (
            "kind: http, url: https://a, body: xml",
            "7:48 `xml` is not known as `body` (known here: `json`, `form`)"
        ),
    ])
    func aWrongKeyOfASystemIsToldAtItsPlace(fetch: String, expected: String) {
        #expect(findings(fetch) == expected.split(separator: "|").map(String.init))
    }

    @Test(arguments: [
        ("tls: { key: a.key }", "7:48 a `key` needs its `certificate`"),
        ("tls: { pin: abc }", "7:55 `pin` must be `sha256//` and the hash of a public key in base64, found `abc`"),
        (
            "tls: { ca: a.pem }",
            "7:50 unknown key `ca` in `tls` (known here: `ca_file`, `certificate`, `key`, `key_password`, `pin`, `believe_whoever_answers`)"
        ),
        (
            "tls: { believe_whoever_answers: yes }",
            "7:75 `believe_whoever_answers` must be true or false, found `yes`"
        ),
        ("proxy: 10.0.0.1:3128", "7:50 `proxy` must be an address that begins with https:// or http://"),
        ("proxy: { user: u }", "7:50 the key `url` is missing in `proxy`"),
        ("pace: { at_once: 99 }", "7:60 `at_once` must lie between 1 and 16, found 99"),
        ("pace: { per_second: 0 }", "7:63 `per_second` must be a number above 0 and at most 1000, found `0`"),
        ("incremental: { overlap: 2 days }", "7:56 the key `by` is missing in `incremental`"),
    ])
    func aWrongWayIsToldAtItsPlace(way: String, expected: String) {
        #expect(findings("kind: igate, url: https://a, \(way)") == [expected])
    }

    @Test(arguments: [
        "kind: dvcqg-session, url: https://a/g, \(login)", "kind: province-portal, url: https://a",
        "kind: bgtvt, url: https://a, unit: u, api_key: { env: K }", "kind: business-registration, url: https://a",
        "kind: soap, url: https://a, operation: x", "kind: files, url: a.csv",
    ])
    func whoCannotBeAskedForChangesSaysSo(fetch: String) {
        let column = 14 + fetch.utf8.count + 2
        let kind = fetch.dropFirst(6).prefix { $0 != "," }
        #expect(
            findings("\(fetch), incremental: { by: x }")
                == ["7:\(column) `\(kind)` cannot be asked for changes"]
        )
    }

    @Test(arguments: [
        ("url: a.csv, key: { env: K }", "7:39 `key` belongs to addresses of sftp only"),
        (
            "url: ftps://h/a.csv, user: u, password: { env: P }, known_hosts: h",
            "7:79 `known_hosts` belongs to addresses of sftp only"
        ),
        ("url: https://h/a.csv, user: u", "7:49 `user` belongs to addresses of sftp, ftps, ftpes only"),
        ("url: sftp://h/a.csv, user: u, password: { env: P }", "7:12 the key `known_hosts` is missing in `fetch`"),
        ("url: sftp://h/a.csv, user: u, known_hosts: h", "7:12 `fetch` needs one of `key`, `password`"),
        (
            "url: sftp://h/a.csv, user: u, known_hosts: h, key: { env: K }, password: { env: P }",
            "7:100 `fetch` takes only one of `key`, `password`"
        ),
        ("url: a.csv, sentinel: done", "7:49 `sentinel` must be the ending of a file, such as `.done`, found `done`"),
        ("url: a.csv, tls: { ca_file: a }", "7:39 unknown key `tls` in `fetch`"),
    ])
    func everySchemeHasItsOwnKeys(files: String, expected: String) {
        let found = findings("kind: files, \(files)").map { $0.prefix { $0 != "(" } }
        #expect(found.map { String($0).trimmed } == [expected])
    }

    /// Families that are only asked by days, and such as are asked so when the file says it.
    @Test(arguments: [
        "kind: dvcqg-session, url: https://a/g, \(login)", "kind: bgtvt, url: https://a, unit: u, api_key: { env: K }",
        "kind: business-registration, url: https://a", "kind: opencps, url: https://a, group: 1, window_days: 3",
        "kind: igate, url: https://a, window_days: 3", "kind: province-portal, url: https://a, window_days: 3",
        "kind: http, url: https://a, window_days: 3", "kind: soap, url: https://a, operation: x, window_days: 3",
    ])
    func whoIsAskedByDaysNeedsAWindow(fetch: String) {
        let needed = "7:12 this source is asked by days of receipt: `window` must say from which day on"
        for window in ["received: last 30 days", "received: 2023-01-01.."] {
            #expect(findings(fetch) { Self.text($0, window) } == [])
        }
        #expect(findings(fetch) { Self.text($0, "received: ..2023-12-31") } == [needed])
        #expect(
            findings(fetch) { ConfigurationTests.small.replacing("kind: files, url: a.csv", with: $0) }
                == [needed.replacing("7:", with: "6:")]
        )
    }

    private static func text(_ fetch: String, _ window: String) -> String {
        ConfigurationTests.small(fetching: fetch).replacing("received: last 30 days", with: window)
    }

    /// Places where a secret may be needed, with one that is written out.
    @Test(arguments: [
        "kind: bgtvt, url: https://a, unit: u, api_key: hunter2",
        "kind: dvcqg-session, url: https://a/g, auth: { login: { user: u, password: hunter2 } }",
        "kind: igate, url: https://a, auth: { oauth2: { url: https://a/t, client: c, secret: hunter2 } }",
        "kind: igate, url: https://a, auth: { oauth2: { url: \"https://a/t?client_secret=hunter2\", client: c, secret: { env: S } } }",
        "kind: igate, url: https://a, auth: { lgsp: { url: https://a/t, access_key: hunter2, secret_key: { env: S } } }",
        "kind: igate, url: https://a, tls: { certificate: c, key: k, key_password: hunter2 }",
        "kind: igate, url: https://a, proxy: { url: http://p:1, user: u, password: hunter2 }",
        "kind: igate, url: https://a, proxy: \"http://u:hunter2@p:1\"",
        "kind: http, url: https://a, parameters: { access_token: hunter2 }",
        "kind: http, url: https://a, parameters: { x: { env: \"hunter2!\" } }",
        "kind: soap, url: https://a, operation: x, parameters: [{ name: password, value: hunter2 }]",
        "kind: soap, url: https://a, operation: x, parameters: [{ name: p, json: { api_key: hunter2 } }]",
        "kind: soap, url: https://a, profile: danang, auth: { login: { user: u, password: hunter2 } }",
        "kind: files, url: ftps://h/a.csv, user: u, password: hunter2",
        "kind: files, url: sftp://h/a.csv, user: u, known_hosts: h, key: hunter2",
        "kind: files, url: \"sftp://u:hunter2@h/a.csv\", known_hosts: h",
    ])
    func aSecretThatIsWrittenOutIsRefusedAndNeverShown(fetch: String) {
        do {
            _ = try ConfigurationTests.read(ConfigurationTests.small(fetching: fetch))
            Issue.record("nothing was refused")
        } catch {
            #expect(!error.rendered.contains("hunter2"), "\(error.rendered)")
        }
    }
}

extension String {
    /// Without blanks at its end.
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
