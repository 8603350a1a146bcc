import Glibc
import Synchronization

/// A program that runs beside the tests, its output read line by line; it is ended and reaped with its last reference.
package final class ChildProcess: Sendable {
    /// The program could not be started, or failed.
    package struct NotStarted: Error {
        package init() {}
    }

    private let identifier: pid_t
    private let output: Int32
    private let isReaped = Atomic(false)

    /// Starts the program that the first word names, its standard output ours to read.
    package init(_ command: [String]) throws {
        var ends: [Int32] = [-1, -1]
        // SAFETY: pipe writes two descriptors; the spawn functions read what they are given during the call.
        guard unsafe pipe(&ends) == 0 else { throw NotStarted() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/zero", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        var child: pid_t = 0
        let status = unsafe posix_spawnp(&child, command[0], &actions, nil, &arguments, environ)
        for index in unsafe arguments.indices { unsafe free(arguments[index]) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        identifier = child
        output = ends[0]
        guard status == 0 else { throw NotStarted() }
    }

    deinit {
        if !isReaped.load(ordering: .relaxed) {
            kill(identifier, SIGKILL)
            _ = succeeds()
        }
        close(output)
    }

    /// Waits for the end; whether it was a good one.
    package func succeeds() -> Bool {
        var status: Int32 = 0
        isReaped.store(true, ordering: .relaxed)
        return unsafe waitpid(identifier, &status, 0) == identifier && status == 0
    }

    /// The next line of output; nil at its end.
    package func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        // SAFETY: read fills at most the one byte.
        while unsafe read(output, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }
}
