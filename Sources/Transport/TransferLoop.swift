import CCurl

/// The work of the engine's thread: starts what may start, drives what runs, ends what has ended.
final class TransferLoop {
    /// A job between two attempts, or before its first.
    private struct Pending {
        let job: TransferJob
        let course: TransferCourse
        let due: ContinuousClock.Instant
    }

    private let multi: CurlMulti
    private let mailbox: TransferMailbox
    private let pace: TransferPace
    private let parallel: Int
    private var pending: [Pending] = []
    private var active: [UInt: Exchange] = [:]

    init(multi: consuming CurlMulti, mailbox: TransferMailbox, pace: TransferPace, parallel: Int) {
        self.multi = multi
        self.mailbox = mailbox
        self.pace = pace
        self.parallel = parallel
    }

    /// Runs until the mailbox is closed; every job has been answered then.
    func run() {
        while true {
            mailbox.bell.silence()
            let orders = mailbox.take(running: knownJobs)
            for job in orders.jobs { admit(job) }
            guard !orders.isClosed else { return failAll() }
            for id in orders.dropped { drop(id) }
            startDue()
            multi.perform()
            finishEnded()
            multi.wait(orFor: mailbox.bell.waitingEnd, milliseconds: pauseLength)
        }
    }

    private var knownJobs: Set<TransferJob.ID> {
        Set(active.values.map(\.job.id)).union(pending.map(\.job.id))
    }

    private func admit(_ job: TransferJob) {
        do throws(TransportError) {
            pending.append(Pending(job: job, course: try TransferCourse(job.request), due: pace.now()))
        } catch {
            job.finish(.failure(error))
        }
    }

    private func drop(_ id: TransferJob.ID) {
        for (identity, exchange) in active where exchange.job.id == id {
            multi.remove(exchange.handle)
            active[identity] = nil
            exchange.job.fail(.cancelled, attempts: exchange.course.attempt)
        }
        for item in pending where item.job.id == id { item.job.fail(.cancelled, attempts: item.course.attempt) }
        pending.removeAll { $0.job.id == id }
    }

    private func startDue() {
        let now = pace.now()
        while active.count < parallel, let index = pending.firstIndex(where: { $0.due <= now }) {
            let item = pending.remove(at: index)
            do {
                try item.job.sink.begin()
                start(item.job, at: item.course)
            } catch {
                let source = WebAddress.redactedText(of: item.job.request.url)
                let attempt = item.course.attempt
                item.job.finish(
                    .failure(TransportError(.sinkFailed, source: source, attempts: attempt, detail: "\(error)"))
                )
            }
        }
    }

    private func start(_ job: TransferJob, at course: TransferCourse) {
        do throws(TransportError) {
            let exchange = try Exchange(job, at: course)
            guard multi.add(exchange.handle) else { return job.fail(.outOfResources, attempts: course.attempt) }
            active[exchange.handle.identity] = exchange
        } catch {
            job.finish(.failure(error))
        }
    }

    private func finishEnded() {
        while let ended = multi.nextEnded() {
            guard let exchange = active.removeValue(forKey: ended.identity) else { continue }
            multi.remove(exchange.handle)
            proceed(exchange, with: exchange.report(ended.outcome))
        }
    }

    private func proceed(_ exchange: Exchange, with report: ExchangeReport) {
        switch exchange.course.next(after: report, fraction: pace.fraction()) {
        case .follow: start(exchange.job, at: exchange.course)
        case .tryAgain(let pause):
            pending.append(Pending(job: exchange.job, course: exchange.course, due: pace.now() + pause))
        case .end(let result): exchange.job.finish(result)
        }
    }

    /// Milliseconds until something is due that no socket announces.
    private var pauseLength: Int32 {
        guard active.count < parallel, let due = pending.map(\.due).min() else {
            return active.isEmpty ? 60_000 : 1_000
        }
        let rest = pace.now().duration(to: due)
        return rest <= .zero ? 0 : Int32(clamping: min(60_000, rest.milliseconds))
    }

    private func failAll() {
        for exchange in active.values {
            multi.remove(exchange.handle)
            exchange.job.fail(.engineStopped, attempts: exchange.course.attempt)
        }
        for item in pending { item.job.fail(.engineStopped, attempts: item.course.attempt) }
        active = [:]
        pending = []
    }
}
