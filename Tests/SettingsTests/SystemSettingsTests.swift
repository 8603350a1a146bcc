import Testing

@testable import Settings

/// The keys of every family of systems.
struct SystemSettingsTests {
    private static let at = "url: https://a.vn/x"

    private static let families: [(String, Fetch.Method)] = [
        (
            "kind: opencps, \(at), group: 55301",
            .opencps(OpenCPSFetch(url: "https://a.vn/x", group: 55_301))
        ),
        (
            "kind: opencps, \(at), group: 0, page: 50, window_days: 7, auth: { bearer: { env: T } }",
            .opencps(
                OpenCPSFetch(
                    url: "https://a.vn/x",
                    group: 0,
                    page: 50,
                    windowDays: 7,
                    authentication: .bearer(.environment("T"))
                )
            )
        ),
        ("kind: igate, \(at)", .igate(IGateFetch(url: "https://a.vn/x"))),
        (
            "kind: igate, \(at), spec: slice, page: 20, window_days: 31",
            .igate(IGateFetch(url: "https://a.vn/x", page: 20, isSlice: true, windowDays: 31))
        ),
        ("kind: province-portal, \(at)", .provincePortal(ProvincePortalFetch(url: "https://a.vn/x"))),
        (
            "kind: province-portal, \(at), page: 10, window_days: 2",
            .provincePortal(ProvincePortalFetch(url: "https://a.vn/x", page: 10, windowDays: 2))
        ),
        (
            "kind: bgtvt, \(at), unit: H23, api_key: { file: keys/gtvt }",
            .transportMinistry(
                TransportMinistryFetch(url: "https://a.vn/x", unit: "H23", apiKey: .file("conf/keys/gtvt"))
            )
        ),
        (
            "kind: bgtvt, \(at), unit: H23, agency: H23.1, window_days: 5, api_key: { credential: k }",
            .transportMinistry(
                TransportMinistryFetch(
                    url: "https://a.vn/x",
                    unit: "H23",
                    agency: "H23.1",
                    windowDays: 5,
                    apiKey: .credential("k")
                )
            )
        ),
        (
            "kind: business-registration, \(at)",
            .businessRegistration(BusinessRegistrationFetch(url: "https://a.vn/x"))
        ),
        (
            "kind: business-registration, \(at), page: 5, window_days: 1",
            .businessRegistration(BusinessRegistrationFetch(url: "https://a.vn/x", page: 5, windowDays: 1))
        ),
    ]

    @Test(arguments: families)
    func everyFamilyIsReadWithItsDefaults(fetch: String, expected: Fetch.Method) throws {
        #expect(try ConfigurationTests.fetch(fetch).method == expected)
    }

    private static let login = "auth: { login: { user: u, password: { env: P } } }"

    private static func session(_ change: (inout SessionFetch) -> Void = { _ in }) -> Fetch.Method {
        var session = SessionFetch(url: "https://a.vn/mapi/g", loginURL: "https://a.vn/mapi/login")
        session.authentication = .login(user: "u", password: .environment("P"))
        change(&session)
        return .session(session)
    }

    @Test func aSessionKnowsItsLogin() throws {
        let address = "kind: dvcqg-session, url: https://a.vn/mapi/g"
        #expect(try ConfigurationTests.fetch("\(address), \(Self.login)").method == Self.session())
        let all = "\(address), login_url: https://b.vn/in, unit: H23, window_days: 2, \(Self.login)"
        let expected = Self.session {
            $0.loginURL = "https://b.vn/in"
            $0.unit = "H23"
            $0.windowDays = 2
        }
        #expect(try ConfigurationTests.fetch(all).method == expected)
        let codes = try ConfigurationTests.fetch("\(address), codes: { file: codes.txt }, \(Self.login)")
        #expect(codes.method == Self.session { $0.codes = .file("conf/codes.txt") })
        #expect(codes.method.windowDays == nil, "who looks up codes asks for no days")
        #expect(codes.method.codes == .file("conf/codes.txt"))
    }

    @Test func thePortalMayLookUpTheLocalDossiers() throws {
        let text = ConfigurationTests.small.replacing(
            "{ kind: files, url: p.csv }",
            with: "{ kind: dvcqg-session, url: https://a.vn/mapi/g, codes: local, \(Self.login) }"
        )
        let fetch = try ConfigurationTests.read(text).portal.source.fetch
        #expect(fetch.method == Self.session { $0.codes = .local })
    }

    @Test func profilesOfServicesAreKnown() throws {
        let address = "kind: soap, url: https://a.vn/ws"
        var epar = SOAPFetch(url: "https://a.vn/ws", operation: "progress_report")
        epar.namespace = "urn://tyler/req"
        epar.isAskedOnce = true
        #expect(
            try ConfigurationTests.fetch("\(address), profile: epar, marks_as_read: true").method == .soap(epar)
        )
        var danang = SOAPFetch(url: "https://a.vn/ws", operation: "selecttrangthai")
        danang.namespace = "http://soapinterop.org/"
        danang.authentication = .login(user: "u", password: .environment("P"))
        danang.codes = .file("conf/c")
        danang.parameters = [
            .init(name: "username", content: .value(.text("u"))),
            .init(name: "password", content: .value(.secret(.environment("P")))),
            .init(name: "masohoso", content: .value(.code)),
        ]
        let text = "\(address), profile: danang, codes: { file: c }, \(Self.login)"
        #expect(try ConfigurationTests.fetch(text).method == .soap(danang))
    }

    @Test func aServiceOfNoProfileIsDescribed() throws {
        var fetch = SOAPFetch(url: "https://a.vn/ws", operation: "gethoso")
        fetch.namespace = "http://a.vn/"
        fetch.action = "http://a.vn/gethoso"
        fetch.isLiteral = true
        fetch.windowDays = 3
        fetch.parameters = [
            .init(name: "from", content: .value(.firstDay(.slashed))),
            .init(name: "password", content: .value(.secret(.environment("P"))), encoding: .base64),
            .init(
                name: "data",
                content: .json([
                    .init(name: "to", value: .lastDay(.plain)), .init(name: "kind", value: .text("1")),
                ]),
                encoding: .cdata
            ),
        ]
        let text = """
            kind: soap, url: https://a.vn/ws, operation: gethoso, namespace: http://a.vn/, action: http://a.vn/gethoso,
            style: literal, window_days: 3, parameters: [{ name: from, value: { first_day: dd/MM/yyyy } },
            { name: password, value: { env: P }, as: base64 },
            { name: data, json: { to: { last_day: yyyyMMdd }, kind: 1 }, as: cdata }]
            """
        #expect(try ConfigurationTests.fetch(text).method == .soap(fetch))
    }

    // MARK: - Feeds that the file alone describes

    private static func http(_ text: String) throws -> HTTPFetch {
        guard case .http(let http) = try ConfigurationTests.fetch("kind: http, \(at), \(text)").method else {
            throw NotHTTP()
        }
        return http
    }

    private struct NotHTTP: Error {}

    @Test(
        arguments: [
            (
                "{ parameter: start, from: 0, step: 50, size_parameter: size, limit: 9 }",
                .numbered(
                    .init(parameter: "start", from: 0, step: 50, size: .init(parameter: "size", count: 50), limit: 9)
                )
            ),
            (
                "{ parameter: p, size_parameter: size, size: 20 }",
                .numbered(
                    .init(parameter: "p", from: 1, step: 1, size: .init(parameter: "size", count: 20), limit: 10_000)
                )
            ),
            (
                "{ cursor: { parameter: after, path: meta.next } }",
                .cursor(parameter: "after", path: "meta.next", limit: 10_000)
            ),
            ("{ next_url: { path: links.next }, limit: 5 }", .nextURL(path: "links.next", limit: 5)),
            ("{ link_header: true }", .linkHeader(limit: 10_000)),
        ] as [(String, HTTPFetch.Pages)]
    )
    func everyWayFromPageToPageIsRead(text: String, pages: HTTPFetch.Pages) throws {
        #expect(try Self.http("page: \(text)").pages == pages)
    }

    @Test func valuesOfAQuestionAreRead() throws {
        let http = try Self.http(
            """
            body: form, window_days: 10, parameters: { unit: H23, key: { env: K }, from: { first_day: d/M/yyyy },
            to: { last_day: iso }, since: { since: yyyy-MM-dd }, code: { dossier: code } }
            """
        )
        #expect(http.body == .form)
        #expect(http.windowDays == 10)
        #expect(
            http.parameters == [
                .init(name: "unit", value: .text("H23")), .init(name: "key", value: .secret(.environment("K"))),
                .init(name: "from", value: .firstDay(.short)), .init(name: "to", value: .lastDay(.iso)),
                .init(name: "since", value: .since(.dashed)), .init(name: "code", value: .code),
            ]
        )
    }

    @Test(
        arguments: [
            ("bearer: { env: T }", .bearer(.environment("T"))),
            ("basic: { user: u, password: { env: P } }", .basic(user: "u", password: .environment("P"))),
            ("header: { name: X-Key, value: { env: K } }", .header(name: "X-Key", value: .environment("K"))),
            (
                "oauth2: { url: https://a.vn/token, client: c, secret: { env: S } }",
                .oauth2(.init(url: "https://a.vn/token", client: "c", secret: .environment("S")))
            ),
            (
                "oauth2: { url: https://a.vn/token, client: c, secret: { env: S }, scope: read, in_form: true }",
                .oauth2(
                    .init(
                        url: "https://a.vn/token",
                        client: "c",
                        secret: .environment("S"),
                        scope: "read",
                        isInForm: true
                    )
                )
            ),
            (
                "lgsp: { url: https://a.vn/token, access_key: { env: A }, secret_key: { env: S }, app_name: app }",
                .platform(
                    .init(
                        url: "https://a.vn/token",
                        accessKey: .environment("A"),
                        secretKey: .environment("S"),
                        application: "app",
                        partner: "",
                        customer: ""
                    )
                )
            ),
        ] as [(String, Authentication)]
    )
    func everyProofIsRead(text: String, expected: Authentication) throws {
        #expect(try Self.http("auth: { \(text) }").authentication == expected)
    }
}
