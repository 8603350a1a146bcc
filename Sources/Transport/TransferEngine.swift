/// Carries out transfers on a thread of its own: at most so many at once, over connections that are kept and shared.
///
/// Any thread and any task may ask. Transfers that find no free place wait in the order they came, those whose lane is
/// full behind the others; a transfer between two attempts takes no place. When the last reference goes, or at `shutdown`, what still runs ends as `engineStopped`.
package final class TransferEngine: Sendable {
    private let mailbox: TransferMailbox
    private let thread: SystemThread

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - parallel: most transfers at once; four keeps two cores busy with pages of 100 dossiers.
    ///   - pace: the clock and chance behind retries.
    ///   - breaker: when a server that keeps failing is left alone.
    /// - Throws: `outOfResources`.
    package init(
        parallel: Int = 4,
        pace: TransferPace = TransferPace(),
        breaker: BreakerThresholds = BreakerThresholds()
    ) throws(TransportError) {
        guard let bell = Doorbell() else { throw TransportError(.outOfResources, source: "transfers") }
        let mailbox = TransferMailbox(bell: bell)
        let places = max(1, parallel)
        thread = try SystemThread {
            guard let multi = CurlMulti(connections: places * 2) else { return mailbox.refuseAll() }
            TransferLoop(multi: multi, mailbox: mailbox, pace: pace, parallel: places, breaker: breaker).run()
        }
        self.mailbox = mailbox
    }

    /// The thread is waited for: what libcurl and its libraries free at the end of the process must not be in use then.
    deinit {
        shutdown()
    }

    /// Fetches `request` into `sink`; cancelling the task ends the transfer as `cancelled`.
    package func transfer(
        _ request: TransferRequest,
        into sink: any ByteSink
    ) async throws(TransportError) -> TransferResult {
        let id = mailbox.nextID()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.submit(TransferJob(id: id, request: request, sink: sink) { continuation.resume(returning: $0) })
            }
        } onCancel: {
            mailbox.drop(id)
        }
        return try result.get()
    }

    /// Fetches `request` into `sink` and blocks the calling thread meanwhile; not for tasks.
    @available(*, noasync)
    package func perform(
        _ request: TransferRequest,
        into sink: any ByteSink
    ) throws(TransportError) -> TransferResult {
        let answer = Answer()
        mailbox.submit(TransferJob(id: mailbox.nextID(), request: request, sink: sink) { answer.give($0) })
        return try answer.take().get()
    }

    /// Begins to fetch `request` into `sink` and returns at once.
    ///
    /// - Parameter finish: called once, with the outcome; on the thread of the engine, which it must not hold up.
    /// - Returns: the number that `cancel` takes.
    package func begin(
        _ request: TransferRequest,
        into sink: any ByteSink,
        finish: @escaping @Sendable (Result<TransferResult, TransportError>) -> Void
    ) -> Int {
        let id = mailbox.nextID()
        mailbox.submit(TransferJob(id: id, request: request, sink: sink, finish: finish))
        return id
    }

    /// Ends a transfer that was begun as `cancelled`; one that has ended stays as it is.
    package func cancel(_ transfer: Int) {
        mailbox.drop(transfer)
    }

    /// Ends what runs as `engineStopped`, lets nothing further in and waits for the thread.
    package func shutdown() {
        mailbox.close()
        thread.join()
    }
}
