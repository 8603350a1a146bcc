import Foundation
import TestServers
import Testing
import Transport

struct LocalFileTests {
    @Test(arguments: [0, 1, 16_384, 100_003])
    func factsAndRangesAreThoseOfTheFile(_ size: Int) throws {
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let folder = try ScratchFolder()
        let path = try folder.write(content, to: "Hồ sơ 100% #1?.json")
        let file = try LocalFile(path: path)
        #expect(try file.facts().bytes == Int64(size))
        var generator = SeededGenerator(state: UInt64(size) + 1)
        for _ in 0..<20 where size > 0 {
            let start = Int.random(in: 0..<size, using: &generator)
            let end = Int.random(in: start + 1...size, using: &generator)
            var buffer = [UInt8](repeating: 0xEE, count: end - start + 1)
            #expect(try file.read(Int64(start)..<Int64(end), into: &buffer) == end - start)
            #expect(buffer == content[start..<end] + [0xEE])
        }
    }

    @Test func aFileThatIsNotThereIsUnreadable() throws {
        let file = try LocalFile(path: "/nowhere/at/all.json")
        #expect(throws: TransportError.self) { try file.facts() }
        let error = #expect(throws: TransportError.self) { try LocalFile(path: "/nowhere/at/all.json").facts() }
        #expect(error?.code == .fileUnreadable)
    }

    @Test(arguments: ["relative.json", "", "/a\0b"])
    func aPathMustBeAbsolute(_ path: String) {
        let error = #expect(throws: TransportError.self) { _ = try LocalFile(path: path).facts() }
        #expect(error?.code == .invalidRequest)
    }

    @Test func theEngineReadsAFileLikeAnyOtherSource() async throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Array("tệp".utf8), to: "tệp.json")
        let (result, body) = try await fetch(TransferRequest(url: try #require(FileAddress.text(path: path))))
        #expect(body == "tệp")
        #expect(result.status == 0)
    }

    @Test(arguments: ["/a b/ồ.json", "/100%/x", "/%41", "/a#b?c"])
    func aPathSurvivesItsAddress(_ path: String) throws {
        let text = try #require(FileAddress.text(path: path))
        #expect(text.utf8.allSatisfy { $0 < 0x7F && $0 > 0x20 })
        #expect(FileAddress.path(of: text) == path)
    }
}
