import Synchronization

/// The only thing that the engine's thread and the others share: jobs to do, jobs to drop, the end.
final class TransferMailbox: Sendable {
    /// What came in since the last look.
    struct Orders {
        var jobs: [TransferJob] = []
        var dropped: Set<TransferJob.ID> = []
        var isClosed = false
    }

    let bell: Doorbell
    private let orders = Mutex(Orders())
    private let ids = Atomic<Int>(0)

    init(bell: Doorbell) {
        self.bell = bell
    }

    /// A number that no other job of this engine has.
    func nextID() -> TransferJob.ID {
        ids.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Hands over `job`; it fails at once when the engine has ended.
    func submit(_ job: TransferJob) {
        let isTaken = orders.withLock { orders in
            guard !orders.isClosed else { return false }
            orders.jobs.append(job)
            return true
        }
        guard isTaken else { return job.fail(.engineStopped) }
        bell.ring()
    }

    /// Asks to drop the job with this number, whether it came already or is still to come.
    func drop(_ id: TransferJob.ID) {
        orders.withLock { orders in
            if !orders.isClosed { orders.dropped.insert(id) }
        }
        bell.ring()
    }

    /// Lets no further job in and asks the thread to end.
    func close() {
        orders.withLock { $0.isClosed = true }
        bell.ring()
    }

    /// Closes, and fails what came in as `outOfResources`.
    func refuseAll() {
        close()
        for job in take(running: []).jobs { job.fail(.outOfResources) }
    }

    /// Takes what came in; a drop whose job has not come yet stays.
    func take(running: Set<TransferJob.ID>) -> Orders {
        orders.withLock { orders in
            let taken = orders
            orders.jobs = []
            orders.dropped.subtract(running)
            orders.dropped.subtract(taken.jobs.map(\.id))
            return taken
        }
    }
}
