import Foundation
import LoopbackServer
import TestServers
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(15)))
struct ProxyTests {
    @Test func aSecureServerIsReachedThroughATunnel() async throws {
        let authority = try TestAuthority()
        let server = try SecureServer(authority.issue("portal", for: "DNS:portal.example"))
        let tunnel = try TunnelServer(to: server.port)
        var request = TransferRequest(url: "https://portal.example/a?token=s3cret")
        request.trust.authorityFile = authority.own.file
        request.proxy = TransferProxy(
            url: "http://127.0.0.1:\(tunnel.port)",
            user: "officer",
            password: Hidden("pa:ss")
        )
        let (result, body) = try await fetch(request)
        #expect(result.status == 200)
        #expect(result.headers["x-total-count"] == nil)
        #expect(body.contains("TLSv1.3"))
        let login = Data("officer:pa:ss".utf8).base64EncodedString()
        #expect(tunnel.nextCall() == ["CONNECT portal.example:443 HTTP/1.1", "Basic \(login)"])
    }

    @Test func aTunnelDoesNotReplaceTheCertificate() async throws {
        let authority = try TestAuthority()
        let server = try SecureServer(authority.issue("portal", for: "DNS:other.example"))
        let tunnel = try TunnelServer(to: server.port)
        var request = TransferRequest(url: "https://portal.example/")
        request.trust.authorityFile = authority.own.file
        request.proxy = TransferProxy(url: "http://127.0.0.1:\(tunnel.port)")
        #expect(await failure(of: request)?.code == .certificateRefused)
        #expect(tunnel.nextCall()[1] == "-")
    }

    @Test func aPlainServerIsAskedOfTheProxy() async throws {
        let proxy = try LoopbackServer { _ in [.answer("passed on")] }
        defer { proxy.stop() }
        var request = TransferRequest(url: "http://portal.example/a?page=2")
        request.headers = [HTTPHeader("Authorization", "Bearer abc")]
        request.proxy = TransferProxy(url: proxy.url(), user: "officer")
        #expect(try await fetch(request).1 == "passed on")
        #expect(proxy.calls.map(\.target) == ["http://portal.example/a?page=2"])
        #expect(proxy.calls.first?.headers["proxy-authorization"] == "Basic b2ZmaWNlcjo=")
    }

    @Test(arguments: [
        ("407 Login", TransportError.Code.loginRefused, "the proxy answered with status 407", 1),
        ("403 No", .connectionFailed, "the proxy answered with status 403", 4),
        ("502 Gateway", .connectionFailed, "the proxy answered with status 502", 4),
    ])
    func aProxyThatOpensNoTunnelIsToldApartFromTheServer(
        _ status: String,
        _ code: TransportError.Code,
        _ detail: String,
        _ attempts: Int
    ) async throws {
        let proxy = try LoopbackServer { _ in [.answer("no", status: status), .close] }
        defer { proxy.stop() }
        var request = TransferRequest(url: "https://portal.example/a?token=s3cret")
        request.proxy = TransferProxy(url: proxy.url(), user: "officer", password: Hidden("s3cret"))
        let error = try #require(await failure(of: request, with: try TransferEngine(pace: leapingPace())))
        #expect(error.code == code)
        #expect(error.detail == detail)
        #expect(error.attempts == attempts)
        #expect(!"\(error) \(error.diagnostic ?? "")".contains("s3cret"))
        #expect(!"\(error) \(error.diagnostic ?? "")".contains("officer"))
    }

    @Test(arguments: ["socks5://127.0.0.1:1", "http://officer:s3cret@127.0.0.1:1", "portal.example:3128", "ftp://h"])
    func anAddressThatIsNoProxyIsRefused(_ url: String) async throws {
        var request = TransferRequest(url: "http://portal.example/")
        request.proxy = TransferProxy(url: url)
        let error = await failure(of: request)
        #expect(error?.code == .invalidRequest)
        #expect(error.map { "\($0)" }?.contains("s3cret") == false)
    }

    @Test func theEnvironmentNamesNoProxy() async throws {
        await #expect(processExitsWith: .success) {
            let named = try LoopbackServer { _ in [.answer("the proxy of the environment")] }
            let wanted = try LoopbackServer { _ in [.answer("the proxy of the request")] }
            let server = try LoopbackServer { _ in [.answer("the server")] }
            // SAFETY: no other thread of this process reads the environment yet.
            unsafe setenv("http_proxy", named.url(), 1)
            unsafe setenv("no_proxy", "portal.example", 1)
            #expect(try await fetch(TransferRequest(url: server.url())).1 == "the server")
            var request = TransferRequest(url: "http://portal.example/")
            request.proxy = TransferProxy(url: wanted.url())
            #expect(try await fetch(request).1 == "the proxy of the request")
        }
    }
}
