import Testing

@testable import Settings

/// What concerns the way to a server: whom to believe, proxies, pace, changes, and file servers.
struct WaySettingsTests {
    private static let web = "kind: igate, url: https://a.vn/x"

    @Test func trustIsRead() throws {
        let pin = "sha256//\(String(repeating: "A", count: 43))="
        let fetch = try ConfigurationTests.fetch(
            """
            \(Self.web), tls: { ca_file: ca.pem, certificate: us.pem, key: /etc/us.key, key_password: { env: P },
            pin: "\(pin)" }
            """
        )
        var trust = Fetch.Trust()
        trust.authorities = "conf/ca.pem"
        trust.certificate = "conf/us.pem"
        trust.key = "/etc/us.key"
        trust.keyPassword = .environment("P")
        trust.pin = pin
        #expect(fetch.trust == trust)
        #expect(try ConfigurationTests.fetch("\(Self.web), ca_file: ca.pem").trust.authorities == "conf/ca.pem")
        #expect(try ConfigurationTests.fetch(Self.web).trust == Fetch.Trust())
    }

    @Test func whoBelievesWhoeverAnswersSaysSoAndItIsShown() throws {
        let text = ConfigurationTests.small(fetching: "\(Self.web), tls: { believe_whoever_answers: true }")
        let configuration = try ConfigurationTests.read(text)
        #expect(!configuration.local[0].fetch.trust.isVerified)
        #expect(
            configuration.settings.contains(
                ShownSetting(
                    path: "local[0].fetch.tls.believe_whoever_answers",
                    value: "true",
                    origin: .file(line: 7)
                )
            )
        )
        let sober = try ConfigurationTests.fetch("\(Self.web), tls: { believe_whoever_answers: false }")
        #expect(sober.trust.isVerified)
    }

    @Test func proxiesAreRead() throws {
        #expect(
            try ConfigurationTests.fetch("\(Self.web), proxy: http://10.0.0.1:3128").proxy
                == Fetch.Proxy(url: "http://10.0.0.1:3128")
        )
        let fetch = try ConfigurationTests.fetch(
            "\(Self.web), proxy: { url: http://10.0.0.1:3128, user: u, password: { env: P } }"
        )
        #expect(fetch.proxy == Fetch.Proxy(url: "http://10.0.0.1:3128", user: "u", password: .environment("P")))
    }

    @Test func paceIsRead() throws {
        #expect(
            try ConfigurationTests.fetch("\(Self.web), pace: { at_once: 2, per_second: 0.5 }").pace
                == Fetch.Pace(atOnce: 2, perSecond: 0.5)
        )
        #expect(try ConfigurationTests.fetch(Self.web).pace == Fetch.Pace())
    }

    @Test(arguments: [
        "kind: opencps, url: https://a.vn/x, group: 1", "kind: igate, url: https://a.vn/x",
        "kind: http, url: https://a.vn/x",
    ])
    func changesAreAskedForWhereTheyCanBe(fetch: String) throws {
        #expect(try ConfigurationTests.fetch(fetch).incremental == nil)
        let short = try ConfigurationTests.fetch("\(fetch), incremental: { by: modifiedDate }").incremental
        #expect(short == Fetch.Incremental(by: "modifiedDate"))
        let long = try ConfigurationTests.fetch(
            "\(fetch), incremental: { by: modifiedDate, overlap: 3 hours, full: 30 days }"
        ).incremental
        #expect(long?.overlap == .seconds(10_800))
        #expect(long?.full == .seconds(30 * 86_400))
    }

    // MARK: - File servers

    private static func files(_ text: String) throws -> FilesFetch? {
        guard case .files(let files) = try ConfigurationTests.fetch("kind: files, \(text)").method else { return nil }
        return files
    }

    @Test func aShellServerIsReadWithItsKeys() throws {
        var expected = FilesFetch(pattern: "sftp://h/out/*.csv", take: .newest, isLocal: false)
        expected.user = "u"
        expected.key = .file("conf/id")
        expected.keyPassword = .environment("P")
        expected.knownHosts = "conf/hosts"
        expected.completeness = .init(stable: .seconds(60), sentinel: ".done")
        let text = """
            url: "sftp://h/out/*.csv", take: newest, user: u, key: { file: id }, key_password: { env: P },
            known_hosts: hosts, stable: 1 minute, sentinel: .done
            """
        #expect(try Self.files(text) == expected)
    }

    @Test func otherFileServersHaveTheirOwnProofs() throws {
        var secure = FilesFetch(pattern: "ftps://h/a.csv", take: .all, isLocal: false)
        secure.user = "u"
        secure.password = .environment("P")
        #expect(try Self.files("url: ftps://h/a.csv, user: u, password: { env: P }") == secure)
        var web = FilesFetch(pattern: "https://h/a.csv", take: .all, isLocal: false)
        web.authentication = .bearer(.environment("T"))
        #expect(try Self.files("url: https://h/a.csv, auth: { bearer: { env: T } }") == web)
    }
}
