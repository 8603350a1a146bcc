import Dossiers
import Glibc
import LoopbackServer
import Testing
import Transport

@testable import Feeds

struct ArchiveTests {
    @Test func aCommittedPageIsWholeAndNotedAndForItsOwnerAlone() throws {
        let folder = try ScratchFolder()
        let archive = try folder.archive("deep/er")
        let page = try archive.page(named: "page-1.json")
        try page.begin()
        try page.receive(Array("draft".utf8).span)
        try page.begin()
        try page.receive(Array("first ".utf8).span)
        try page.receive(Array("page".utf8).span)
        #expect(try names(in: archive.folder) == ["index.ndjson", "page-1.json.part"])
        let kept = try page.commit(origin: "https://h/a?page=1", status: 200, modified: 7)
        #expect(
            kept
                == FeedPage(path: "\(archive.folder)/page-1.json", origin: "https://h/a?page=1", bytes: 10, modified: 7)
        )
        #expect(try text(kept.path) == "first page")
        #expect(try text("\(archive.folder)/index.ndjson").isEmpty)
        try archive.sync()
        try archive.sync()
        #expect(try names(in: archive.folder) == ["index.ndjson", "page-1.json"])
        #expect(
            try text("\(archive.folder)/index.ndjson")
                == #"{"page":"page-1.json","origin":"https://h/a?page=1","time":"2023-11-14T22:13:20+07:00","bytes":10,"status":200}"#
                + "\n"
        )
        #expect(try mode(of: archive.folder) == 0o700)
        #expect(try mode(of: kept.path) == 0o600)
        #expect(try mode(of: "\(archive.folder)/index.ndjson") == 0o600)
    }

    @Test func aPageThatIsNotCommittedLeavesNoTrace() throws {
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        do {
            let page = try archive.page(named: "a.json")
            try page.receive(Array("half".utf8).span)
        }
        try archive.sync()
        #expect(try names(in: archive.folder) == ["index.ndjson"])
        #expect(try text("\(archive.folder)/index.ndjson").isEmpty)
    }

    @Test(arguments: ["", ".", "..", "../a", "a/b", ".hidden", "a.part", "hồ", "a b", "a\0b"])
    func aNameMustBePlain(_ name: String) throws {
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        let error = #expect(throws: ArchiveError.self) { try archive.page(named: name) }
        #expect(error?.code == .badName)
    }

    @Test func aNameIsTakenOnce() throws {
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        _ = try archive.page(named: "a").commit(origin: "x", status: 0, modified: nil)
        #expect(throws: ArchiveError(.nameTaken, path: "\(archive.folder)/a")) { try archive.page(named: "a") }
        let open = try archive.page(named: "b")
        #expect(throws: ArchiveError(.nameTaken, path: "\(archive.folder)/b.part")) { try archive.page(named: "b") }
        #expect(open.failure == nil)
        #expect(throws: ArchiveError(.nameTaken, path: "\(archive.folder)/index.ndjson")) { try folder.archive() }
    }

    @Test func aFolderThatCannotBeMadeIsSaid() throws {
        let error = #expect(throws: ArchiveError.self) {
            try Archive(creating: "/proc/nowhere/archive") { .init(localSeconds: 0, precision: .second) }
        }
        #expect(error?.code == .cannotCreate)
        #expect(error?.path == "/proc/nowhere")
    }

    @Test func aFullDiskIsSaidAndEndsTheTransfer() async throws {
        let server = try LoopbackServer { _ in [.answer("dossiers")] }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        let page = ArchivePage(name: "a", archive: archive, file: try OwnedFile("/dev/full", flags: O_WRONLY))
        let error = await #expect(throws: TransportError.self) {
            try await TransferEngine().transfer(TransferRequest(url: server.url()), into: page)
        }
        #expect(error?.code == .sinkFailed)
        #expect(page.failure?.code == .diskFull)
        #expect(server.calls.count == 1)
    }

    @Test func aFileThatIsALinkIsRefused() throws {
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        let victim = try folder.write("keep me", to: "victim")
        #expect(unsafe symlink(victim, "\(archive.folder)/a.part") == 0)
        #expect(throws: ArchiveError.self) { try archive.page(named: "a") }
        #expect(try text(victim) == "keep me")
    }
}
