import LoopbackServer
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(15)))
struct RedirectTests {
    @Test func aRedirectOnTheSameHostIsFollowedAndItsOwnBodyDropped() async throws {
        let server = try LoopbackServer { call in
            call.target == "/old" ? [.redirect(to: "/new?page=1")] : [.answer("here")]
        }
        defer { server.stop() }
        let (result, body) = try await fetch(TransferRequest(url: server.url("/old")))
        #expect(body == "here")
        #expect(result.redirects == 1)
        #expect(result.effectiveURL == server.url("/new?page=1"))
    }

    @Test func secretsStayWithTheConfiguredOrigin() async throws {
        let other = try LoopbackServer { _ in [.answer("here")] }
        defer { other.stop() }
        let server = try LoopbackServer { call in
            call.target == "/old" ? [.redirect(to: "/again")] : [.redirect(to: other.url("/x"))]
        }
        defer { server.stop() }
        var request = TransferRequest(url: server.url("/old"))
        request.headers = [HTTPHeader("Authorization", "Bearer abc"), HTTPHeader("Accept", "application/json")]
        _ = try await fetch(request)
        #expect(server.calls.map { $0.headers["authorization"] } == ["Bearer abc", "Bearer abc"])
        #expect(other.calls.map { $0.headers["authorization"] } == [nil])
        #expect(other.calls.map { $0.headers["accept"] } == ["application/json"])
    }

    @Test(arguments: [
        "file:///etc/hostname", "https://127.0.0.1/", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "scp://127.0.0.1/x",
        "sftp://127.0.0.1/x", "ftps://127.0.0.1/x", "ftpes://127.0.0.1/x",
        "http://127.0.0.2/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest", "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://2130706433/", "http://0x7f.1/",
        "http://a.localhost/",
    ])
    func aRedirectToAnotherKindOrToThisMachineIsRefused(_ target: String) async throws {
        let server = try LoopbackServer { _ in [.redirect(to: target)] }
        defer { server.stop() }
        var request = TransferRequest(url: "http://portal.example:\(server.port)/")
        request.resolutions = ["portal.example:\(server.port):127.0.0.1"]
        let error = await failure(of: request)
        #expect(error?.code == .redirectRefused)
        #expect(server.calls.count == 1)
    }

    @Test func aNameThatTurnsOutToBeThisMachineIsRefusedBeforeAnythingIsSaid() async throws {
        let inner = try LoopbackServer { _ in [.answer("secret")] }
        defer { inner.stop() }
        let server = try LoopbackServer { _ in [.redirect(to: "http://inner.example:\(inner.port)/")] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.resolutions = ["inner.example:\(inner.port):127.0.0.1"]
        request.retries = .never
        #expect(await failure(of: request)?.code == .redirectRefused)
        #expect(inner.calls.isEmpty)
    }

    @Test func aCircleEnds() async throws {
        let server = try LoopbackServer { _ in [.redirect(to: "/round")] }
        defer { server.stop() }
        var request = TransferRequest(url: server.url())
        request.redirects = RedirectPolicy(limit: 3)
        #expect(await failure(of: request)?.code == .tooManyRedirects)
        #expect(server.calls.count == 4)
    }

    @Test func aPostIsNeverSentElsewhere() async throws {
        let server = try LoopbackServer { _ in [.redirect(to: "/other", status: "307 Other")] }
        defer { server.stop() }
        let request = TransferRequest(url: server.url(), method: .post(body: [1], contentType: "text/plain"))
        #expect(await failure(of: request)?.code == .redirectRefused)
        #expect(server.calls.count == 1)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("::", true), ("0.0.0.0", true), ("fe80::1%2", true),
        ("169.254.0.1", true), ("::ffff:127.0.0.1", true), ("10.0.0.1", false), ("192.168.1.1", false),
        ("2001:db8::1", false), ("::ffff:10.0.0.1", false), ("portal.example", false),
    ])
    func addressesOfThisMachineAreKnown(_ address: String, isInternal: Bool) {
        #expect(NetworkAddress.isInternal(literal: address) == isInternal)
    }
}
