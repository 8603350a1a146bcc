import Foundation
import TestServers
import Testing

@testable import Transport

/// What OpenSSH and an FTP server inside TLS serve, list and refuse.
@Suite(.timeLimit(.minutes(15)))
struct FileServerTests {
    static let content = Array("mã hồ sơ;trạng thái\n".utf8)

    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority()
    }

    private func request(_ server: SecureShellServer, _ path: String) -> TransferRequest {
        var request = TransferRequest(url: RemoteListing.address(of: path, in: server.url("")))
        request.schemes = [.sftp]
        request.trust.knownHosts = server.knownHosts
        request.login = TransferLogin(user: NSUserName(), privateKey: server.key)
        request.retries = .never
        return request
    }

    private func request(_ server: SecureFileServer, _ path: String) -> TransferRequest {
        var request = TransferRequest(url: RemoteListing.address(of: path, in: server.url("")))
        request.schemes = [.ftps, .ftpes]
        request.trust.authorityFile = authority.own.file
        request.login = TransferLogin(
            user: SecureFileServer.user,
            password: Hidden(SecureFileServer.password)
        )
        request.retries = .never
        return request
    }

    private func server(_ beginning: SecureFileServer.Beginning, cutting: [Int] = []) throws -> SecureFileServer {
        try SecureFileServer(beginning, authority.issue("files"), cutting: cutting)
    }

    @Test func secureShellServesAFile() async throws {
        let server = try SecureShellServer()
        _ = try server.files.write(Self.content, to: "báo cáo #1 100%?;x.csv")
        let (result, body) = try await fetch(request(server, "báo cáo #1 100%?;x.csv"))
        #expect(Array(body.utf8) == Self.content)
        #expect(result.status == 0)
        #expect(result.bytes == Int64(Self.content.count))
        #expect(result.declaredBytes == result.bytes)
        #expect(abs((result.modified ?? 0) - Int64(Date().timeIntervalSince1970)) < 600)
    }

    @Test(arguments: [SecureFileServer.Beginning.ftps, .ftpes])
    func fileTransferInsideTLSServesAFile(_ beginning: SecureFileServer.Beginning) async throws {
        let server = try server(beginning)
        _ = try server.files.write(Self.content, to: "báo cáo #1 100%?.csv")
        let (result, body) = try await fetch(request(server, "báo cáo #1 100%?.csv"))
        #expect(Array(body.utf8) == Self.content)
        #expect(result.status == 0)
        #expect(result.declaredBytes == result.bytes)
        #expect(abs((result.modified ?? 0) - Int64(Date().timeIntervalSince1970)) < 600)
    }

    @Test func foldersAreListed() async throws {
        let shell = try SecureShellServer()
        let ftps = try server(.ftps)
        let ftpes = try server(.ftpes)
        for files in [shell.files, ftps.files, ftpes.files] {
            _ = try files.write(Self.content, to: "báo cáo 1.csv")
            _ = try files.write([], to: "empty")
            try FileManager.default.createDirectory(
                atPath: "\(files.path)/a folder",
                withIntermediateDirectories: false
            )
            try FileManager.default.createSymbolicLink(
                atPath: "\(files.path)/link",
                withDestinationPath: "\(files.path)/empty"
            )
        }
        for var request in [request(shell, ""), request(ftps, ""), request(ftpes, "")] {
            request.method = .list
            let collector = ByteCollector()
            _ = try await TransferEngine().transfer(request, into: collector)
            let listed = RemoteListing.files(in: collector.bytes).sorted { $0.name < $1.name }
            #expect(listed.map(\.name) == ["a folder", "báo cáo 1.csv", "empty", "link"])
            #expect(listed.map(\.isFolder) == [true, false, false, false])
            #expect(listed.map(\.bytes) == [nil, Int64(Self.content.count), 0, nil])
        }
    }

    @Test func sizesAreToldWithoutABody() async throws {
        let shell = try SecureShellServer()
        let ftps = try server(.ftps)
        for files in [shell.files, ftps.files] { _ = try files.write(Self.content, to: "a.csv") }
        for var request in [request(shell, "a.csv"), request(ftps, "a.csv")] {
            request.method = .head
            let (result, body) = try await fetch(request)
            #expect(body.isEmpty)
            #expect(result.bytes == 0)
            #expect(result.declaredBytes == Int64(Self.content.count))
            #expect(result.modified != nil)
        }
    }

    @Test func whatIsMissingIsNotFound() async throws {
        let shell = try SecureShellServer()
        let ftps = try server(.ftps)
        for request in [
            request(shell, "none.csv"), request(shell, "none/none.csv"), request(ftps, "none.csv"),
        ] {
            #expect(await failure(of: request)?.code == .fileNotFound)
        }
        for var request in [request(shell, "none"), request(ftps, "none")] {
            request.method = .list
            #expect(await failure(of: request)?.code == .fileNotFound)
        }
    }

    @Test func aLoginThatIsRefused() async throws {
        let shell = try SecureShellServer()
        var strange = request(shell, "a.csv")
        strange.login?.privateKey = shell.strangeKey
        var byPassword = request(shell, "a.csv")
        byPassword.login = TransferLogin(user: NSUserName(), password: Hidden("wr0ng"))
        var locked = request(shell, "a.csv")
        locked.login?.privateKey = shell.lockedKey
        locked.login?.privateKeyPassword = Hidden("wr0ng")
        let ftpes = try server(.ftpes)
        var wrong = request(ftpes, "a.csv")
        wrong.login?.password = Hidden("wr0ng")
        for request in [strange, byPassword, locked, wrong] {
            let error = try #require(await failure(of: request))
            #expect(error.code == .loginRefused, "\(error.diagnostic ?? "")")
            let told = "\(error) \(error.diagnostic ?? "")"
            #expect(!told.contains("wr0ng") && !told.contains(NSUserName()) && !told.contains(SecureFileServer.user))
        }
    }

    @Test func aKeyUnderAPasswordIsOpened() async throws {
        let server = try SecureShellServer()
        _ = try server.files.write(Self.content, to: "a.csv")
        var request = request(server, "a.csv")
        request.login?.privateKey = server.lockedKey
        request.login?.privateKeyPassword = Hidden(SecureShellServer.keyPassword)
        #expect(try await fetch(request).0.bytes == Int64(Self.content.count))
    }

    @Test func aHostKeyThatIsUnknownOrChangedIsRefused() async throws {
        let server = try SecureShellServer()
        _ = try server.files.write(Self.content, to: "a.csv")
        try server.forget()
        #expect(await failure(of: request(server, "a.csv"))?.code == .hostKeyRefused)
        try server.mistake()
        #expect(await failure(of: request(server, "a.csv"))?.code == .hostKeyRefused)
        var request = request(server, "a.csv")
        for file in [nil, "/nowhere/known_hosts"] {
            request.trust.knownHosts = file
            request.trust.isVerified = false
            #expect(await failure(of: request)?.code == .hostKeyRefused)
        }
    }

    @Test func anUntrustedCertificateGetsNoPassword() async throws {
        for beginning in [SecureFileServer.Beginning.ftps, .ftpes] {
            let server = try server(beginning)
            var request = request(server, "a.csv")
            request.trust.authorityFile = nil
            #expect(await failure(of: request)?.code == .certificateRefused)
        }
    }

    @Test func aServerWithoutTLSGetsNoName() async throws {
        let server = try server(.ftp)
        let error = await failure(of: request(server, "a.csv"))
        #expect(error?.code == .secureChannelFailed)
        #expect(server.saidInTheClear().filter { !$0.hasPrefix("AUTH") && $0 != "QUIT" }.isEmpty)
    }

    @Test func nothingButTheWishForTLSIsSaidInTheClear() async throws {
        let server = try server(.ftpes)
        _ = try server.files.write(Self.content, to: "a.csv")
        let engine = try TransferEngine()
        _ = try await fetch(request(server, "a.csv"), with: engine)
        engine.shutdown()
        #expect(server.saidInTheClear() == ["AUTH SSL"])
    }

    @Test func fileServersAreReachedThroughATunnelAlone() async throws {
        let shell = try SecureShellServer()
        let (ftps, ftpes) = (try server(.ftps), try server(.ftpes))
        for files in [shell.files, ftps.files, ftpes.files] { _ = try files.write(Self.content, to: "a.csv") }
        for var request in [request(shell, "a.csv"), request(ftps, "a.csv"), request(ftpes, "a.csv")] {
            let tunnel = try TunnelServer()
            request.proxy = TransferProxy(url: "http://127.0.0.1:\(tunnel.port)")
            #expect(try await fetch(request).0.bytes == Int64(Self.content.count))
            let port = try #require(WebAddress(request.url)?.origin.port)
            #expect(tunnel.nextCall() == ["CONNECT 127.0.0.1:\(port) HTTP/1.1", "-"])
        }
    }

    @Test func leniencyIsNotInherited() async throws {
        for beginning in [SecureFileServer.Beginning.ftps, .ftpes] {
            let server = try server(beginning)
            _ = try server.files.write(Self.content, to: "a.csv")
            let engine = try TransferEngine(parallel: 1)
            var lenient = request(server, "a.csv")
            lenient.trust.authorityFile = nil
            var strict = lenient
            lenient.trust.isVerified = false
            strict.trust.isVerified = true
            #expect(try await fetch(lenient, with: engine).0.bytes == Int64(Self.content.count))
            #expect(await failure(of: strict, with: engine)?.code == .certificateRefused)
        }
    }

    @Test(arguments: [10, 200, 1_000])
    func aConnectionThatBreaksBeforeTheLoginIsTriedAgain(_ bytes: Int) async throws {
        let server = try SecureShellServer(cutting: [bytes])
        _ = try server.files.write(Self.content, to: "a.csv")
        var request = request(server, "a.csv")
        request.retries = RetryPolicy()
        let (result, body) = try await fetch(request, with: try TransferEngine(pace: leapingPace()))
        #expect(Array(body.utf8) == Self.content)
        #expect(result.attempts == 2)
    }

    @Test(arguments: ["ftp://127.0.0.1/a", "scp://127.0.0.1/a", "tftp://127.0.0.1/a"])
    func otherWaysToFilesAreClosed(_ url: String) async {
        var request = TransferRequest(url: url)
        request.schemes = Set(Scheme.allCases)
        #expect(await failure(of: request)?.code == .schemeNotAllowed)
    }

    @Test func aTransferThatIsCutGoesOn() async throws {
        var generator = SeededGenerator(state: 9)
        let block = (0..<10_007).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let content = Array(repeatElement(block, count: 100).joined())
        let shell = try SecureShellServer(cutting: [400_000, 450_000])
        let ftps = try server(.ftps, cutting: [400_000, 450_000])
        for files in [shell.files, ftps.files] { _ = try files.write(content, to: "big.bin") }
        for var request in [request(shell, "big.bin"), request(ftps, "big.bin")] {
            request.retries = RetryPolicy()
            let sink = CountingSink(whenReceived: shell.release)
            let result = try await TransferEngine(pace: leapingPace()).transfer(request, into: sink)
            #expect(sink.bytes == content)
            #expect(sink.begins == 1)
            #expect(result.attempts == 3)
            #expect(result.bytes == 1_000_700)
            #expect(result.declaredBytes == 1_000_700)
        }
    }

    @Test(arguments: [1_200_000, 100_000])
    func aFileThatChangedInTheMeantimeBeginsAnew(_ size: Int) async throws {
        let shell = try SecureShellServer(cutting: [400_000])
        let ftps = try server(.ftps, cutting: [400_000])
        let new = [UInt8](repeating: 7, count: size)
        for (files, var request) in [(shell.files, request(shell, "a")), (ftps.files, request(ftps, "a"))] {
            _ = try files.write([UInt8](repeating: 1, count: 1_000_000), to: "a")
            request.retries = RetryPolicy()
            let sink = CountingSink(whenReceived: shell.release)
            let pace = TransferPace(now: { .now }) {
                _ = try? files.write(new, to: "a")
                return 0
            }
            let result = try await TransferEngine(pace: pace).transfer(request, into: sink)
            #expect(sink.bytes == new)
            #expect(sink.begins == 2)
            #expect(result.attempts == 3)
        }
    }
}
