import TestServers
import Testing
import Transport

/// Certificates are verified, both ways, unless the source says otherwise for itself.
@Suite(.timeLimit(.minutes(15)))
struct TrustTests {
    private let authority: TestAuthority
    private let certificate: TestAuthority.Certificate

    init() throws {
        authority = try TestAuthority()
        certificate = try authority.issue("portal")
    }

    private func request(to server: SecureServer, host: String = "127.0.0.1") -> TransferRequest {
        var request = TransferRequest(url: server.url(host: host))
        request.trust.authorityFile = authority.own.file
        request.retries = .never
        return request
    }

    @Test func anUnknownAuthorityIsRefused() async throws {
        let server = try SecureServer(certificate)
        let error = await failure(of: TransferRequest(url: server.url()))
        #expect(error?.code == .certificateRefused)
        #expect(error?.attempts == 1)
    }

    @Test func aConfiguredAuthorityIsTrusted() async throws {
        let server = try SecureServer(certificate)
        let (result, body) = try await fetch(request(to: server))
        #expect(result.status == 200)
        #expect(result.certificate == nil)
        #expect(body.contains("TLSv1.3"))
    }

    @Test func aCertificateForAnotherNameIsRefused() async throws {
        let server = try SecureServer(certificate)
        var request = request(to: server, host: "portal.example")
        request.resolutions = ["portal.example:\(server.port):127.0.0.1"]
        #expect(await failure(of: request)?.code == .certificateRefused)
    }

    @Test func anExpiredCertificateIsRefused() async throws {
        let server = try SecureServer(authority.issueExpired("former"))
        #expect(await failure(of: request(to: server))?.code == .certificateRefused)
    }

    @Test(arguments: [["-tls1"], ["-tls1_1"]])
    func anOldProtocolIsRefused(_ version: [String]) async throws {
        let server = try SecureServer(certificate, options: version + ["-cipher", "DEFAULT@SECLEVEL=0"])
        #expect(await failure(of: request(to: server))?.code == .secureChannelFailed)
        var lenient = request(to: server)
        lenient.trust.isVerified = false
        #expect(await failure(of: lenient)?.code == .secureChannelFailed)
    }

    @Test func theOldestProtocolAllowedIsSpoken() async throws {
        let server = try SecureServer(certificate, options: ["-tls1_2"])
        #expect(try await fetch(request(to: server)).1.contains("TLSv1.2"))
    }

    @Test func anAuthorityFileThatIsMissingIsNotReplacedByAnother() async throws {
        let server = try SecureServer(certificate)
        var request = request(to: server)
        request.trust.authorityFile = "/nowhere/authority.pem"
        #expect(await failure(of: request)?.code == .certificateRefused)
    }

    @Test func verificationIsSwitchedOffForOneRequestAlone() async throws {
        let server = try SecureServer(authority.issueExpired("former"))
        let engine = try TransferEngine(parallel: 1)
        var lenient = TransferRequest(url: server.url())
        lenient.trust.isVerified = false
        #expect(try await fetch(lenient, with: engine).0.status == 200)
        #expect(await failure(of: TransferRequest(url: server.url()), with: engine)?.code == .certificateRefused)
        #expect(try await fetch(lenient, with: engine).0.status == 200)
    }

    @Test func thePinnedKeyIsAccepted() async throws {
        let server = try SecureServer(certificate)
        var request = request(to: server)
        request.trust.pinnedKey = try authority.pin(certificate)
        #expect(try await fetch(request).0.status == 200)
    }

    @Test(arguments: [true, false])
    func anotherKeyThanThePinnedOneIsRefused(isVerified: Bool) async throws {
        let server = try SecureServer(certificate)
        var request = request(to: server)
        request.trust.pinnedKey = try authority.pin(authority.own)
        request.trust.isVerified = isVerified
        let error = await failure(of: request)
        #expect(error?.code == .certificateRefused)
        #expect(error?.detail == "its key is not the pinned one")
    }

    @Test func theCertificateThatTheServerAsksForIsShown() async throws {
        let server = try SecureServer(certificate, options: ["-Verify", "1", "-CAfile", authority.own.file])
        let ours = try authority.issue("huyen")
        var request = request(to: server)
        request.trust.clientCertificate = ours.file
        request.trust.clientKey = ours.key
        #expect(try await fetch(request).1.contains("CN=huyen"))
        request.trust.clientKey = try authority.lock(ours, with: "s3cret")
        request.trust.clientKeyPassword = Hidden("s3cret")
        #expect(try await fetch(request).1.contains("CN=huyen"))
        request.trust.clientKeyPassword = Hidden("wr0ng")
        let error = await failure(of: request)
        #expect(error?.code == .invalidRequest)
        #expect(error?.detail == "the client certificate or its key cannot be used")
    }

    @Test(arguments: [["-tls1_2"], ["-tls1_3"]])
    func aServerThatAsksForACertificateInVain(_ version: [String]) async throws {
        let demand = ["-Verify", "1", "-verify_return_error", "-CAfile", authority.own.file]
        let server = try SecureServer(certificate, options: version + demand)
        let error = await failure(of: request(to: server))
        #expect(error?.code == .secureChannelFailed, "\(error?.diagnostic ?? "")")
    }

    @Test func theCertificateOfTheServerIsToldWhenWanted() async throws {
        let server = try SecureServer(authority.issueExpired("former"))
        var request = request(to: server)
        request.trust.isVerified = false
        request.wantsCertificate = true
        let engine = try TransferEngine()
        for _ in 0..<2 {
            let told = try #require(try await fetch(request, with: engine).0.certificate)
            #expect(told.subject.contains("former"))
            #expect(told.issuer.contains("Test authority"))
            #expect(told.validUntil == 1_609_459_200)
        }
    }

    @Test func leniencyAndOurCertificateStayWithTheConfiguredOrigin() async throws {
        let former = try authority.issueExpired("former")
        let asking = try SecureServer(certificate, options: ["-verify", "1", "-CAfile", authority.own.file])
        let lax = try SecureServer(former)
        let folder = try ScratchFolder()
        for (name, target) in [("asking", asking), ("lax", lax)] {
            let answer = "HTTP/1.0 302 Found\r\nLocation: \(target.url())\r\nContent-Length: 0\r\n\r\n"
            _ = try folder.write(Array(answer.utf8), to: name)
        }
        let server = try SecureServer(former, answers: folder)
        var request = request(to: server)
        let ours = try authority.issue("huyen")
        request.trust.clientCertificate = ours.file
        request.trust.clientKey = ours.key
        request.trust.isVerified = false

        request.url = server.url() + "lax"
        #expect(await failure(of: request)?.code == .certificateRefused)
        request.url = server.url() + "asking"
        let (result, body) = try await fetch(request)
        #expect(result.redirects == 1)
        #expect(body.contains("no client certificate available"))
    }
}
