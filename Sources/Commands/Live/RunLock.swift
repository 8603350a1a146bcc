import Dossiers
import Glibc
import Reports

/// Keeps a second run away from the same state folder; letting go of it, or the end of the process, unlocks.
package struct RunLock: ~Copyable {
    private static let pause = Duration.milliseconds(100)

    private let descriptor: Int32

    /// Takes the lock of a state folder, which is created for its owner alone when it is missing.
    ///
    /// - Parameters:
    ///   - timeout: how long to wait for another run to end.
    ///   - checkInterruption: called while waiting; what it throws ends the waiting.
    /// - Throws: `CommandFailure` with `.locked` when another run still holds it, `RunFolderError` when it cannot be made.
    package static func take(
        _ state: String,
        timeout: Duration,
        _ checkInterruption: () throws -> Void
    ) throws -> RunLock {
        let path = state + "/lock"
        try Directory.create(state, mode: 0o700)
        let lock = try RunLock(path)
        let deadline = ContinuousClock.now + timeout
        while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
            try checkInterruption()
            guard ContinuousClock.now < deadline else { throw CommandFailure(.locked, "another run holds \(path)") }
            usleep(UInt32(RunLock.pause / .microseconds(1)))
        }
        return lock
    }

    private init(_ path: String) throws(RunFolderError) {
        // SAFETY: the path is a Swift text that lives for the call.
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw RunFolderError(.create, path: path) }
    }

    /// Does `body` under the lock.
    package borrowing func holding<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }

    deinit { close(descriptor) }
}
