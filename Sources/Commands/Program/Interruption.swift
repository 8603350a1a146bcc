import Glibc
import Synchronization

/// A signal that asks the program to end.
package enum EndingSignal: Int32, Sendable, Hashable {
    case interrupt = 2
    case terminate = 15
}

/// Thrown where a run stops because it was asked to, after saving what was done.
package struct Interrupted: Error, Sendable, Hashable {
    package let signal: EndingSignal

    package init(_ signal: EndingSignal) { self.signal = signal }
}

/// Notes SIGINT, SIGTERM and SIGUSR1 for the run to see.
///
/// A second one ends the process at once. SIGPIPE and SIGXFSZ are ignored, so that a closed output and a limit on the size of
/// files are errors of the write that meets them.
package enum Interruption {
    /// The signal that came; nil while none did.
    package static var current: EndingSignal? { EndingSignal(rawValue: received.load(ordering: .relaxed)) }

    /// Throws when a signal came.
    package static func check() throws(Interrupted) {
        if let signal = current { throw Interrupted(signal) }
    }

    /// Whether SIGUSR1 came since the last call: somebody asks where the run stands.
    package static func takeQuestion() -> Bool { isAsked.exchange(false, ordering: .relaxed) }

    /// Installs the handlers; called once, before anything else.
    package static func install() {
        received.store(0, ordering: .relaxed)
        handle(SIGINT)
        handle(SIGTERM)
        handleQuestion()
        unblock([SIGINT, SIGTERM, SIGUSR1])
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Lets the signals through: a parent may have started us with them blocked, as threads of a dispatch pool do.
    private static func unblock(_ numbers: [Int32]) {
        // SAFETY: the set lives for the calls and is filled by them.
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in numbers { unsafe sigaddset(&set, number) }
        unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    private static let received = Atomic<Int32>(0)
    private static let isAsked = Atomic<Bool>(false)

    private static func handleQuestion() {
        isAsked.store(false, ordering: .relaxed)
        // SAFETY: the handler only stores into an atomic that was initialised before; calls that it breaks into go on.
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in Interruption.isAsked.store(true, ordering: .relaxed) }
        action.sa_flags = SA_RESTART
        unsafe sigaction(SIGUSR1, &action, nil)
    }

    private static func handle(_ number: Int32) {
        // SAFETY: the handler only stores into an atomic that was initialised before, and SA_RESETHAND ends it after one call.
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { Interruption.received.store($0, ordering: .relaxed) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        unsafe sigaction(number, &action, nil)
    }
}
