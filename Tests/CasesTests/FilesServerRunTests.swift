import Foundation
import TestServers
import Testing

/// The program reads a drop on a file server as it reads files of its own machine.
@Suite(.timeLimit(.minutes(15)))
struct FilesServerRunTests {
    private let server: SecureShellServer
    private let world: SmallWorld

    init() throws {
        server = try SecureShellServer()
        let fetch = """
            { kind: files, url: "\(server.url("out/hs-*.ndjson*"))", user: \(NSUserName()), key: { file: "\(server.key)" }, \
            known_hosts: "\(server.knownHosts)", retries: 0, sentinel: .done }
            """
        world = try SmallWorld(local: SmallWorld.records(1...5), portalFetch: fetch)
    }

    private func lay(_ name: String, _ text: String, packing: Bool = false) throws {
        let folder = "\(server.files.path)/out"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        if packing { #expect(try ChildProcess(["gzip", "\(folder)/\(name)"]).succeeds()) }
        let whole = packing ? "\(name).gz" : name
        try Data().write(to: URL(filePath: "\(folder)/\(whole).done"))
    }

    private func layAll() throws {
        try lay("hs-1.ndjson", SmallWorld.records(1...3).joined())
        try lay("hs-2.ndjson", SmallWorld.records(4...5).joined(), packing: true)
    }

    @Test func aDropOnAFileServerAgrees() throws {
        try layAll()
        let outcome = try world.run("diff")
        #expect(outcome.exit == 0, "\(outcome.stdout) \(outcome.stderr)")
        let check = try world.run("check", "--online")
        #expect(check.exit == 0, "\(check.stderr)")
    }

    @Test func aRunKeepsTheExpandedPages() throws {
        try layAll()
        let outcome = try world.run("run")
        #expect(outcome.exit == 0, "\(outcome.stderr)")
        let pages = try FileManager.default.subpathsOfDirectory(atPath: world.folder.url.appending(path: "state").path)
        let second = try #require(pages.first { $0.hasSuffix("portal/page-000002.ndjson") }, "\(pages)")
        #expect(try world.folder.text("state/\(second)") == SmallWorld.records(4...5).joined())
    }

    @Test(arguments: [("gzip local.ndjson", "gz"), ("zip -q local.zip local.ndjson && rm local.ndjson", "zip")])
    func packedFilesOfThisMachineAgree(packing: String, ending: String) throws {
        let world = try SmallWorld(local: SmallWorld.records(1...3), portal: SmallWorld.records(1...3))
        let folder = world.folder.url.path
        #expect(try ChildProcess(["sh", "-c", "cd \"$0\" && \(packing)", folder]).succeeds())
        let text = try world.folder.text("doisoat.yaml").replacing(
            "url: local.ndjson",
            with: "url: \"local*.\(ending)\""
        )
        try world.folder.save(text, "doisoat.yaml")
        let outcome = try world.run("diff")
        #expect(outcome.exit == 0, "\(outcome.stdout) \(outcome.stderr)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(Set(names).isSubset(of: ["doisoat.yaml", "local.ndjson.gz", "local.zip", "portal.ndjson"]), "\(names)")
    }

    @Test func aFileThatIsNotFinishedHoldsWhatItMayHide() throws {
        try layAll()
        try Data("{".utf8).write(to: URL(filePath: "\(server.files.path)/out/hs-3.ndjson"))
        let outcome = try world.run("diff", "--lang", "vi")
        #expect(outcome.exit == 3)
        #expect(outcome.stdout.contains("hs-3.ndjson: bên gửi chưa ghi xong tệp"), "\(outcome.stdout)")
    }

    @Test func anUnknownHostAndAKeyThatOthersReadAreTold() throws {
        try layAll()
        try server.forget()
        let outcome = try world.run("diff", "--lang", "vi")
        #expect(outcome.exit == 3)
        #expect(outcome.stdout.contains("khóa của máy chủ chưa biết hoặc đã thay đổi"), "\(outcome.stdout)")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: server.key)
        let open = try world.run("diff", "--lang", "en")
        #expect(open.exit == 2)
        #expect(open.stderr.contains("can be read by others"), "\(open.stderr)")
    }
}
