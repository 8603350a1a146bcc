import Glibc
import Synchronization

/// A thread of the operating system with one body, for work that blocks.
package final class SystemThread: Sendable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// nil once the thread was joined or let go.
    private let thread: Mutex<pthread_t?>

    /// Starts `run`.
    ///
    /// - Throws: `outOfResources` when the system gives no thread.
    package init(_ run: @escaping @Sendable () -> Void) throws(TransportError) {
        let body = unsafe Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        // SAFETY: the new thread takes over the one reference to the body; on failure it is taken back here.
        let status = unsafe pthread_create(
            &thread,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                SystemThread.blockSignals()
                unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            body.toOpaque()
        )
        guard status == 0 else {
            unsafe body.release()
            throw TransportError(.outOfResources, source: "threads")
        }
        self.thread = Mutex(thread)
    }

    deinit {
        if let thread = thread.withLock({ $0 }) { pthread_detach(thread) }
    }

    /// Waits for the end of the body; at once when it was waited for before, or when called by the body itself.
    package func join() {
        let waited = thread.withLock { thread -> pthread_t? in
            guard let known = thread, pthread_equal(known, pthread_self()) == 0 else { return nil }
            thread = nil
            return known
        }
        // Taken out of the box, so it is joined once, as pthread_join demands.
        if let waited { pthread_join(waited, nil) }
    }

    /// Leaves every signal to the threads of the program; a broken pipe is an error of the call instead.
    private static func blockSignals() {
        var all = sigset_t()
        // SAFETY: both calls work on the local set only.
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
    }
}
