import LoopbackServer
import Testing

@testable import Transport

/// Nothing secret or personal in any text that may be logged.
struct PrivacyTests {
    @Test(arguments: [
        ("https://u:p@Portal.Example:443/a?token=abc&page=3#x", "https://portal.example/a?token=*&page=3"),
        ("http://h:8080/a", "http://h:8080/a"),
        ("http://h/?start=0&end=10&dossierNo=000.00.01", "http://h/?start=0&end=10&dossierNo=*"),
        ("http://h/?page=012345678901", "http://h/?page=*"),
        ("http://h/?abc", "http://h/?abc"),
        ("file:///data/a.json", "file:///data/a.json"),
        ("nonsense", "(unreadable address)"),
    ])
    func aRedactedAddressKeepsOnlyWhatIsHarmless(_ url: String, shown: String) {
        #expect(WebAddress.redactedText(of: url) == shown)
    }

    @Test func aSecretHeaderShowsInNoText() {
        var request = TransferRequest(url: "https://h/?key=s3cret")
        request.headers = [HTTPHeader("Authorization", "s3cret"), HTTPHeader("ApiKey", "s3cret", isSecret: true)]
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", String(reflecting: request), dumped, "\(request.headers)"] {
            #expect(!text.contains("s3cret"))
        }
    }

    @Test(arguments: [
        HTTPHeader("X", "a\r\nAuthorization: forged"), HTTPHeader("X\n", "a"), HTTPHeader("", "a"),
        HTTPHeader("X", "\0"),
        HTTPHeader("X: Y", "a"),
    ])
    func aHeaderThatForgesAnotherIsRefused(_ header: HTTPHeader) async throws {
        var request = TransferRequest(url: "http://127.0.0.1:1/")
        request.headers = [header]
        #expect(await failure(of: request)?.code == .invalidRequest)
    }

    @Test func anAddressWithAUserIsRefused() async throws {
        let error = await failure(of: TransferRequest(url: "http://officer:s3cret@127.0.0.1:1/"))
        #expect(error?.code == .invalidRequest)
        #expect(error.map { "\($0)" }?.contains("s3cret") == false)
    }

    @Test(arguments: ["ftp://127.0.0.1/", "telnet://127.0.0.1/", "dict://127.0.0.1/", "file:///etc/hostname"])
    func onlyAllowedSchemesAreContacted(_ url: String) async throws {
        var request = TransferRequest(url: url)
        request.schemes = [.http, .https]
        #expect(await failure(of: request)?.code == .schemeNotAllowed)
    }

    /// Every member of a request that may hold a secret holds this one.
    private var secretive: TransferRequest {
        var request = TransferRequest(url: "https://h/?token=s3cret")
        request.headers = [HTTPHeader("Authorization", "s3cret")]
        request.trust.clientKeyPassword = Hidden("s3cret")
        request.login = TransferLogin(user: "s3cret", password: Hidden("s3cret"), privateKeyPassword: Hidden("s3cret"))
        request.proxy = TransferProxy(url: "http://s3cret@h", user: "s3cret", password: Hidden("s3cret"))
        return request
    }

    @Test func aSecretShowsInNoText() {
        let request = secretive
        var texts = ["\(request)", String(reflecting: request), dumped(request)]
        texts += ["\(request.trust)", String(reflecting: request.trust), dumped(request.trust)]
        texts += ["\(request.login as Any)", String(reflecting: request.login), dumped(request.login as Any)]
        texts += ["\(request.proxy as Any)", String(reflecting: request.proxy), dumped(request.proxy as Any)]
        texts += ["\(Hidden("s3cret"))", String(reflecting: Hidden("s3cret")), dumped([Hidden("s3cret")])]
        for text in texts { #expect(!text.contains("s3cret")) }
    }

    @Test func aResultShowsNothingPersonal() async throws {
        let server = try LoopbackServer { _ in
            [.answer("s3cret", headers: ["Link: <http://h/?token=s3cret>; rel=next"])]
        }
        defer { server.stop() }
        let (result, _) = try await fetch(TransferRequest(url: server.url("/a?soGiayTo=s3cret")))
        #expect(result.headers["link"]?.contains("s3cret") == true)
        for text in ["\(result)", String(reflecting: result), dumped(result)] { #expect(!text.contains("s3cret")) }
    }

    @Test(arguments: [401, 407, 500])
    func anErrorShowsNothingPersonal(_ status: Int) async throws {
        let server = try LoopbackServer { _ in [.answer("s3cret", status: "\(status) s3cret")] }
        defer { server.stop() }
        var request = secretive
        request.url = server.url("/a?token=s3cret")
        request.login = nil
        request.proxy = nil
        request.retries = .never
        let error = try #require(await failure(of: request))
        #expect(error.answerStart == Array("s3cret".utf8))
        #expect(error.diagnostic?.contains("s3cret") != true)
        for text in ["\(error)", String(reflecting: error), dumped(error)] { #expect(!text.contains("s3cret")) }
    }

    @Test(arguments: [
        "https://127.0.0.1:1/?token=s3cret", "https://name.invalid/?token=s3cret", "http://127.0.0.1:1/?token=s3cret",
        "sftp://127.0.0.1:1/a", "ftps://127.0.0.1:1/a", "ftpes://127.0.0.1:1/a", "http://[/?token=s3cret",
        "http://s3cret:s3cret@h/", "s3cret",
    ])
    func aFailureShowsNothingPersonal(_ url: String) async throws {
        var request = secretive
        request.url = url
        request.schemes = Set(Scheme.allCases)
        request.retries = .never
        request.proxy = nil
        if url.hasPrefix("http") { request.login = nil }
        let error = try #require(await failure(of: request))
        let texts = ["\(error)", String(reflecting: error), dumped(error), error.diagnostic ?? "", error.source]
        for text in texts { #expect(!text.contains("s3cret")) }
    }

    private func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}
