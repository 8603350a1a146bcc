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
}
