import Foundation
import LoopbackServer
import Testing

/// Ending the real program in the middle: while a server keeps it waiting, so that the moment is certain.
struct InterruptionTests {
    /// Starts a run against a silent server and answers when it waits there.
    private func waitingRun() throws -> (world: SmallWorld, server: LoopbackServer, run: RunningProgram) {
        let server = try LoopbackServer { _ in [.hold] }
        let world = try SmallWorld(portalFetch: "{ kind: http, url: \"\(server.url("/dossiers"))\" }")
        let run = try world.start("run")
        while server.calls.isEmpty, run.process.isRunning { sched_yield() }
        return (world, server, run)
    }

    @Test(arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))])
    func aSignalEndsTheRunAndLeavesNothingHalf(signal: Int32, exit: Int32) throws {
        let (world, server, run) = try waitingRun()
        defer { server.stop() }
        kill(run.process.processIdentifier, signal)
        #expect(try run.outcome().exit == exit)
        #expect(world.outputs().isEmpty)
        #expect(world.outputs(in: ".").allSatisfy { !$0.hasPrefix("doisoat-") })
    }

    @Test func whatAKilledRunLeftIsGoneAfterTheNext() throws {
        let (world, server, run) = try waitingRun()
        kill(run.process.processIdentifier, SIGKILL)
        #expect(try run.outcome().exit == 128 + SIGKILL)
        server.stop()
        #expect(world.outputs().allSatisfy { $0.hasPrefix(".") }, "a folder that exists is whole")
        let next = try world.start("run", state: "other-state").outcome()
        #expect(next.exit == 3, "\(next.stderr)")
        #expect(world.outputs().count == 1)
        #expect(world.outputs().allSatisfy { !$0.hasPrefix(".") })
        #expect(world.outputs(in: ".").allSatisfy { !$0.hasPrefix("doisoat-") })
    }

    @Test func noImageOfTheProcessIsLeftByACrash() throws {
        let (_, server, run) = try waitingRun()
        defer { server.stop() }
        let limits = try String(contentsOfFile: "/proc/\(run.process.processIdentifier)/limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
        #expect(core.split(separator: " ").filter { Int($0) != nil } == ["0", "0"])
        kill(run.process.processIdentifier, SIGTERM)
        #expect(try run.outcome().exit == 143)
    }

    @Test func aSecondRunIsLockedOut() throws {
        let (world, server, run) = try waitingRun()
        defer { server.stop() }
        let second = try world.start("run").outcome()
        #expect(second.exit == 11, "\(second.stderr)")
        kill(run.process.processIdentifier, SIGTERM)
        #expect(try run.outcome().exit == 143)
    }

    @Test func aReaderThatHasGoneIsToldByTheExit() throws {
        let world = try SmallWorld()
        let script = """
            import os, subprocess, sys
            reading, writing = os.pipe()
            os.close(reading)
            sys.exit(subprocess.run(sys.argv[1:], stdout=writing).returncode)
            """
        let outcome = try Program.python(["-c", script, Program.path.path, "diff"], in: world.folder.url)
        #expect(outcome.exit == 141, "\(outcome.stderr)")
    }

    @Test(arguments: [">&-", ">/dev/full"]) func outputThatCannotBeWrittenIsAnError(redirection: String) throws {
        let world = try SmallWorld()
        let script = "exec '\(Program.path.path)' diff --format ndjson \(redirection)"
        let outcome = try RunningProgram(URL(filePath: "/bin/sh"), ["-c", script], in: world.folder.url).outcome()
        #expect(outcome.exit == 4, "\(outcome.stderr)")
    }

    @Test func talkIsNeverWrittenIntoAFileOfTheRun() throws {
        let world = try SmallWorld()
        let script = "exec '\(Program.path.path)' run -v 0<&- 2>&-"
        let outcome = try RunningProgram(URL(filePath: "/bin/sh"), ["-c", script], in: world.folder.url).outcome()
        #expect(outcome.exit == 0)
        let run = world.run(printedBy: outcome).path
        let judge = Repository.root.appending(path: "Tests/Oracle/run_folder.py").path
        let schemas = ["Reports", "Payloads"].map { Repository.root.appending(path: "Sources/\($0)/Schemas").path }
        #expect(try Program.python([judge, run] + schemas).stdout == "whole\n")
    }

    /// Whether this machine lets the test mount a small disk.
    private static let mayMount: Bool = {
        guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
        guard let disk = try? SmallDisk(at: folder.url.path, kilobytes: 64) else { return false }
        disk.unmount()
        return true
    }()

    /// `ulimit -f`, or `LimitFSIZE=` of systemd: the kernel would end the process where the limit is met.
    @Test func aLimitOnTheSizeOfFilesIsAnErrorOfTheWriteThatMeetsIt() throws {
        let world = try SmallWorld(local: SmallWorld.records(1...900), portal: SmallWorld.records(5_000...5_001))
        let script = "ulimit -f 40; exec \"$0\" \"$@\""
        let arguments = ["-c", script, Program.path.path, "run", "-q"]
        let outcome = try RunningProgram(URL(filePath: "/bin/sh"), arguments, in: world.folder.url).outcome()
        #expect(outcome.exit == 4, "\(outcome.stderr)")
        #expect(outcome.stderr.contains("File too large"), "\(outcome.stderr)")
        #expect(world.outputs().isEmpty)
    }

    @Test(.enabled(if: mayMount, "needs the right to mount a small disk"), arguments: ["out", "state"])
    func aFullDiskIsAnErrorAndLeavesNoFolder(full: String) throws {
        let world = try SmallWorld(local: SmallWorld.records(1...900), portal: SmallWorld.records(5_000...5_001))
        let place = world.folder.url.appending(path: full)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let disk = try SmallDisk(at: place.path, kilobytes: 64)
        defer { disk.unmount() }
        let outcome = try world.run("run")
        #expect(outcome.exit == 4, "\(outcome.stderr)")
        #expect(outcome.stderr.contains("No space left") || outcome.stderr.contains("full"), "\(outcome.stderr)")
        #expect(world.outputs().isEmpty)
    }
}

/// A disk in memory that is soon full.
struct SmallDisk {
    let place: String

    init(at place: String, kilobytes: Int) throws {
        self.place = place
        let mount = ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "none", place]
        let outcome = try RunningProgram(URL(filePath: "/bin/mount"), mount, in: Repository.root).outcome()
        guard outcome.exit == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    func unmount() {
        _ = try? RunningProgram(URL(filePath: "/bin/umount"), [place], in: Repository.root).outcome()
    }
}
