import Glibc

/// Wakes a thread that waits on a descriptor; any thread may ring.
final class Doorbell: Sendable {
    /// Readable after a ring.
    let waitingEnd: Int32
    private let ringingEnd: Int32

    /// A silent bell; nil when the process has no descriptor left.
    init?() {
        var ends: [Int32] = [-1, -1]
        // SAFETY: pipe writes two descriptors into the array and keeps no pointer.
        guard unsafe pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        waitingEnd = ends[0]
        ringingEnd = ends[1]
    }

    deinit {
        close(waitingEnd)
        close(ringingEnd)
    }

    /// Wakes the waiting thread; a full pipe means that it is being woken already.
    func ring() {
        var byte: UInt8 = 1
        _ = unsafe write(ringingEnd, &byte, 1)
    }

    /// Takes back all rings.
    func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        // SAFETY: read fills at most the 64 bytes of the array; the pipe never blocks.
        while unsafe read(waitingEnd, &bytes, bytes.count) == bytes.count {}
    }
}
