import Testing
import Transport

/// Certificates are always verified.
@Suite(.timeLimit(.minutes(1)))
struct TrustTests {
    @Test func anUnknownAuthorityIsRefused() async throws {
        let server = try SecureServer()
        let error = await failure(of: TransferRequest(url: server.url()))
        #expect(error?.code == .certificateRefused)
        #expect(error?.attempts == 1)
    }

    @Test func aConfiguredAuthorityIsTrusted() async throws {
        let server = try SecureServer()
        var request = TransferRequest(url: server.url())
        request.trust.authorityFile = server.certificate
        let (result, body) = try await fetch(request)
        #expect(result.status == 200)
        #expect(body.contains("TLSv1.3"))
    }

    @Test func aCertificateForAnotherNameIsRefused() async throws {
        let server = try SecureServer()
        var request = TransferRequest(url: server.url(host: "portal.example"))
        request.trust.authorityFile = server.certificate
        request.resolutions = ["portal.example:\(server.port):127.0.0.1"]
        #expect(await failure(of: request)?.code == .certificateRefused)
    }

    @Test func anOldProtocolIsRefused() async throws {
        let server = try SecureServer(options: ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"])
        var request = TransferRequest(url: server.url())
        request.trust.authorityFile = server.certificate
        #expect(await failure(of: request)?.code == .secureChannelFailed)
    }

    @Test func anAuthorityFileThatIsMissingIsNotReplacedByAnother() async throws {
        let server = try SecureServer()
        var request = TransferRequest(url: server.url())
        request.trust.authorityFile = "/nowhere/authority.pem"
        #expect(await failure(of: request)?.code == .certificateRefused)
    }
}
