import Dossiers
import Testing

@testable import Settings

struct ConfigurationTests {
    static let full = """
        doisoat: 1
        unit: { code: H23.23, name: UBND huyện Thanh Hà }
        window: { received: 2023-01-01..2023-12-31, carried_over: false }
        mappings: ../../mappings
        state: ./state
        output: /srv/out
        local:
          - id: huyen
            level: district
            mapping: opencps
            units: [H23.23, H23.23.18]
            fetch: { kind: opencps, url: https://motcua.example.vn/o/rest/v2/dossiers, group: 55301, page: 200,
                     auth: { bearer: { env: HUYEN_TOKEN } }, incremental: { by: modifiedDate, overlap: 2 days } }
          - id: xa-thanh-khe
            level: commune
            mapping: csv-export
            fetch: { kind: files, url: "sftp://10.1.2.3/outbox/*.csv", user: doisoat, key: { credential: thanh-khe },
                     known_hosts: known_hosts }
          - id: xa-1
            mapping: csv-export
            fetch: { kind: files, url: "inbox/*.csv", take: newest, max_size: 500 MiB, retries: 0 }
          - id: xa-2
            mapping: igate
            fetch:
              kind: http
              url: http://10.1.2.3:8080/pa/dossier/search?spec=page
              page: { parameter: start, from: 0, step: 100, end_parameter: end, until: 12, at_once: 2 }
              auth: { basic: { user: u, password: { file: secrets/igate } } }
              headers: { Accept: application/json }
              deadline: 5 minutes
              timeouts: { connect: 3 s, stall: 20 s, total: 1 min }
        portal:
          mapping: dvcqg
          transport: td
          fetch: { kind: files, url: "file:///srv/portal%20pages/*.json" }
          delivery: { transport: dvcqg-session, batch: 20 }
        quiet_zone: 3 hours
        guards: { max_absent: 2.5%, max_changes: 20%, min_records: { huyen: 1000, portal: 5 },
                  sentinels: [000.00.23.h23-230103-0001] }
        rules: rules

        """

    static let small = """
        doisoat: 1
        unit: { code: H23.23 }
        local:
          - id: a
            mapping: m
            fetch: { kind: files, url: a.csv }
        portal:
          mapping: p
          fetch: { kind: files, url: p.csv }

        """

    static func read(_ text: String, overrides: [SettingOverride] = []) throws(Diagnostics) -> Configuration {
        try Configuration.read(SourceText(file: "conf/doisoat.yaml", text: text), overrides: overrides)
    }

    @Test func everyKeyOfTheDesignIsRead() throws {
        let configuration = try Self.read(Self.full)
        #expect(configuration.unit == .init(code: "H23.23", name: "UBND huyện Thanh Hà"))
        let from = Instant(year: 2_023, month: 1, day: 1, precision: .day)
        let to = Instant(year: 2_023, month: 12, day: 31, precision: .day)
        #expect(configuration.window == Window(received: .days(from: from, to: to), carriedOver: false))
        #expect(configuration.mappings == "conf/../../mappings")
        #expect(configuration.state == "conf/state")
        #expect(configuration.output == "/srv/out")
        #expect(configuration.local.map(\.id) == ["huyen", "xa-thanh-khe", "xa-1", "xa-2"])
        #expect(configuration.local.map(\.level) == [.district, .commune, nil, nil])
        #expect(configuration.local[0].units == ["H23.23", "H23.23.18"])
        #expect(configuration.local.map(\.line) == [8, 14, 19, 22])
        #expect(configuration.portal.source.id == "portal")
        #expect(configuration.portal.transport == "td")
        #expect(configuration.portal.delivery == .init(transport: .session, batch: 20))
        #expect(configuration.quietZone == .seconds(10_800))
        #expect(configuration.guards.maxAbsent == 0.025)
        #expect(configuration.guards.minRecords == ["huyen": 1_000, "portal": 5])
        #expect(configuration.guards.sentinels == ["000.00.23.H23-230103-0001"])
        #expect(configuration.rulesPath == "conf/rules")
    }

    /// What the small file reads when its source is fetched so; a window is given.
    static func fetch(_ fetch: String) throws -> Fetch { try read(small(fetching: fetch)).local[0].fetch }

    /// The small file, with a window, whose source is fetched so.
    static func small(fetching fetch: String) -> String {
        small.replacing("doisoat: 1\n", with: "doisoat: 1\nwindow: { received: last 30 days }\n")
            .replacing("{ kind: files, url: a.csv }", with: "{ \(fetch) }")
    }

    @Test func filesAreSeenFromTheFolderOfTheSettings() throws {
        let configuration = try Self.read(Self.full)
        let inbox = configuration.local[2].fetch
        #expect(inbox.method == .files(FilesFetch(pattern: "conf/inbox/*.csv", take: .newest, isLocal: true)))
        #expect(inbox.maxBytes == 500 << 20)
        #expect(inbox.retries == 0)
        let portal = configuration.portal.source.fetch.method
        #expect(portal == .files(FilesFetch(pattern: "/srv/portal pages/*.json", take: .all, isLocal: true)))
    }

    @Test func webFeedsAreReadWithTheirPagesAndTimes() throws {
        let fetch = try Self.read(Self.full).local[3].fetch
        guard case .http(let http) = fetch.method else {
            Issue.record("not http")
            return
        }
        #expect(http.url == "http://10.1.2.3:8080/pa/dossier/search?spec=page")
        let pages = HTTPFetch.PageSeries(
            parameter: "start",
            from: 0,
            step: 100,
            endParameter: "end",
            last: 12,
            limit: 10_000,
            atOnce: 2
        )
        #expect(http.pages == .numbered(pages))
        #expect(http.authentication == .basic(user: "u", password: .file("conf/secrets/igate")))
        #expect(http.headers == [.init(name: "Accept", value: "application/json")])
        #expect(fetch.deadline == .seconds(300))
        #expect(fetch.timeouts == .init(connect: .seconds(3), stall: .seconds(20), total: .seconds(60)))
    }

    @Test func theSampleIsSoundAndItsRulesKnowItsTransport() throws {
        let top = Folder.of(Folder.of(Folder.of(#filePath)))
        let configuration = try Configuration.read(file: top + "/samples/thanh-ha/doisoat.yaml")
        #expect(configuration.local.count == 5)
        #expect(try configuration.rules().rewrites(of: configuration.portal.transport).count == 3)
    }

    @Test func theShortestFileTakesDefaults() throws {
        let configuration = try Self.read(Self.small)
        #expect(configuration.window == nil)
        #expect(
            [configuration.mappings, configuration.state, configuration.output] == [
                "conf/mappings", "conf/state", "conf/out",
            ]
        )
        #expect(configuration.guards == .init())
        #expect(try configuration.rules() == .standard)
    }

    @Test func settingsKnowWhereTheyComeFrom() throws {
        let overrides =
            [SettingOverride(.output, "elsewhere", from: .flag("--output"))]
            + SettingOverride.all(in: ["DOISOAT_STATE": "/var/state", "DOISOAT_OUTPUT": "", "OTHER": "x"])
        let configuration = try Self.read(Self.small, overrides: overrides)
        #expect(configuration.output == "elsewhere")
        #expect(configuration.state == "/var/state")
        let shown = Dictionary(configuration.settings.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(shown.count == configuration.settings.count)
        #expect(shown["unit.code"]?.origin == .file(line: 2))
        #expect(shown["local[0].fetch.url"]?.value == "a.csv")
        #expect(shown["output"]?.origin == .flag("--output"))
        #expect(shown["state"]?.origin == .environment("DOISOAT_STATE"))
        #expect(shown["mappings"]?.origin == .standard)
        #expect(
            shown["local[0].fetch.retries"]
                == ShownSetting(path: "local[0].fetch.retries", value: "3", origin: .standard)
        )
    }

    @Test func placesOfSecretsAreShownAndNothingElse() throws {
        let shown = try Self.read(Self.full).settings
        #expect(shown.contains { $0.path == "local[0].fetch.auth.bearer.env" && $0.value == "HUYEN_TOKEN" })
        #expect(Secret.credential("thanh-khe").text == "{ credential: thanh-khe }")
    }

    @Test(
        arguments: [
            (SettingOverride.Name.since, "2023-06-01", nil),
            (.until, "2023-06-31", "--x: error: must be a day written yyyy-MM-dd"),
            (.since, "2024-01-01", "--x: error: the window ends on 2023-12-31, before it begins on 2024-01-01"),
            (.quietZone, "soon", "--x: error: must be a duration such as `2 hours`"),
        ] as [(SettingOverride.Name, String, String?)]
    )
    func overridesAreChecked(name: SettingOverride.Name, text: String, expected: String?) {
        do {
            let configuration = try Self.read(Self.full, overrides: [SettingOverride(name, text, from: .flag("--x"))])
            #expect(expected == nil)
            let from = Instant(year: 2_023, month: 6, day: 1, precision: .day)
            let to = Instant(year: 2_023, month: 12, day: 31, precision: .day)
            #expect(configuration.window == Window(received: .days(from: from, to: to), carriedOver: false))
        } catch {
            #expect(error.rendered == expected)
        }
    }

    @Test func aTransportThatTheRulesDoNotKnowIsToldAtItsPlace() throws {
        let text = Self.small.replacing("mapping: p", with: "mapping: p\n  transport: hagian")
        let configuration = try Self.read(text)
        do {
            _ = try configuration.rules()
            Issue.record("nothing was refused")
        } catch {
            #expect(
                error.all.map { "\($0.line):\($0.column) \($0.message)" } == [
                    "9:14 the rules know no transport `hagian`"
                ]
            )
            #expect(error.all.first?.hint == "did you mean `hagiang`?")
        }
    }

    @Test(
        arguments: [
            ("last 400 days", Window.Received.last(days: 400)), ("last 2 w", .last(days: 14)), ("last 5 hours", nil),
            ("last 0 days", nil),
            ("2023-12-31..2023-01-01", nil), ("..", nil), ("2023-01-01", nil), ("2023-01-01..x", nil),
            ("2023-01-01..", .days(from: Instant(year: 2_023, month: 1, day: 1, precision: .day), to: nil)),
            ("..2023-01-01", .days(from: nil, to: Instant(year: 2_023, month: 1, day: 1, precision: .day))),
        ] as [(String, Window.Received?)]
    )
    func windowsAreReadOrRefused(text: String, expected: Window.Received?) {
        #expect(Window.received(text) == expected)
    }

    @Test func aMovingWindowEndsOnTheDayOfTheRun() throws {
        let today = try #require(Instant(year: 2_026, month: 3, day: 1, hour: 9, precision: .second))
        let bounds = Window(received: .last(days: 28)).bounds(today: today)
        #expect(bounds.from?.text == "2026-02-01")
        #expect(bounds.to?.text == "2026-03-01")
    }
}
