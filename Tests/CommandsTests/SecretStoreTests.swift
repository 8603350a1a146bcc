import Commands
import Dossiers
import Foundation
import Settings
import Testing

struct SecretStoreTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    @Test func variablesAreReadAndEmptyOnesAreMissing() throws {
        let store = SecretStore(environment: ["TOKEN": "abc", "EMPTY": ""])
        #expect(try store.text(of: .environment("TOKEN")) == "abc")
        for name in ["EMPTY", "ABSENT"] {
            #expect(throws: SecretFailure.self) { _ = try store.text(of: .environment(name)) }
        }
    }

    @Test(arguments: [(0o600, true), (0o400, true), (0o640, false), (0o604, false)])
    func filesThatOthersMayReadAreRefused(mode: Int, isRead: Bool) throws {
        let file = try write("abc\n", mode: mode)
        defer { try? FileManager.default.removeItem(at: folder) }
        let secret = Secret.file(file.path)
        let text = try? SecretStore(environment: [:]).text(of: secret)
        #expect(text == (isRead ? "abc" : nil))
    }

    @Test func credentialsLieInTheFolderOfTheService() throws {
        _ = try write("abc", mode: 0o400)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = SecretStore(environment: ["CREDENTIALS_DIRECTORY": folder.path])
        #expect(try store.text(of: .credential("secret")) == "abc")
        #expect(throws: SecretFailure.self) {
            _ = try store.text(of: .credential("../\(folder.lastPathComponent)/secret"))
        }
        #expect(throws: SecretFailure.self) { _ = try SecretStore(environment: [:]).text(of: .credential("secret")) }
    }

    @Test func filesThatALibraryReadsAreNamedByTheirPath() throws {
        let file = try write("-----BEGIN\nabc\n", mode: 0o400)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = SecretStore(environment: ["CREDENTIALS_DIRECTORY": folder.path, "TOKEN": "abc"])
        #expect(try store.path(of: .credential("secret")) == "\(folder.path)/secret")
        #expect(try store.path(of: .file(file.path)) == file.path)
        for secret in [Secret.environment("TOKEN"), .credential("absent"), .file("\(file.path)x")] {
            #expect(throws: SecretFailure.self) { _ = try store.path(of: secret) }
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        #expect(throws: SecretFailure.self) { _ = try store.path(of: .credential("secret")) }
    }

    @Test func failuresNameThePlaceAndAnswerConfiguration() {
        do {
            _ = try SecretStore(environment: [:]).text(of: .environment("TOKEN"))
            Issue.record("a missing secret was read")
        } catch {
            #expect(error.description.contains("{ env: TOKEN }"))
            #expect(ExitStatus(for: error) == .configuration)
        }
    }

    private func write(_ text: String, mode: Int) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("secret")
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file
    }
}

struct RunLockTests {
    private let state = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

    @Test func secondRunIsLockedOutUntilTheFirstIsOver() throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        let first = try RunLock.take(state, timeout: .zero) {}
        #expect(throws: CommandFailure(.locked, "another run holds \(state)/lock")) {
            _ = try RunLock.take(state, timeout: .milliseconds(150)) {}
        }
        end(first)
        _ = try RunLock.take(state, timeout: .zero) {}
        let mode =
            try FileManager.default.attributesOfItem(atPath: state)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o700)
    }

    @Test func waitingEndsWhenTheUserAsks() throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        let first = try RunLock.take(state, timeout: .zero) {}
        #expect(throws: Interrupted(.interrupt)) {
            _ = try RunLock.take(state, timeout: .seconds(60)) { throw Interrupted(.interrupt) }
        }
        end(first)
    }

    private func end(_ lock: consuming RunLock) {}
}
