import CCurl

/// The work of the engine's thread: starts what may start, drives what runs, ends what has ended.
final class TransferLoop {
    private let multi: CurlMulti
    private let mailbox: TransferMailbox
    private let pace: TransferPace
    private let parallel: Int
    private var breakers: CircuitBreakers
    private var waiting = WaitingLine()
    private var active: [UInt: Exchange] = [:]

    init(
        multi: consuming CurlMulti,
        mailbox: TransferMailbox,
        pace: TransferPace,
        parallel: Int,
        breaker: BreakerThresholds
    ) {
        self.multi = multi
        self.mailbox = mailbox
        self.pace = pace
        self.parallel = parallel
        breakers = CircuitBreakers(breaker)
    }

    /// Runs until the mailbox is closed; every job has been answered then.
    func run() {
        while true {
            mailbox.bell.silence()
            let orders = mailbox.take(running: knownJobs)
            for job in orders.jobs { admit(job) }
            guard !orders.isClosed else { return end(as: .engineStopped) { _ in true } }
            if !orders.dropped.isEmpty { end(as: .cancelled, where: orders.dropped.contains) }
            startDue()
            multi.perform()
            finishEnded()
            multi.wait(orFor: mailbox.bell.waitingEnd, milliseconds: pauseLength)
        }
    }

    private var knownJobs: Set<TransferJob.ID> {
        Set(active.values.map(\.job.id)).union(waiting.jobs)
    }

    private func admit(_ job: TransferJob) {
        do throws(TransportError) {
            waiting.append(.init(job: job, course: try TransferCourse(job.request), due: pace.now()))
        } catch {
            job.finish(.failure(error))
        }
    }

    /// Ends the jobs that `isMeant`, wherever they stand.
    private func end(as code: TransportError.Code, where isMeant: (TransferJob.ID) -> Bool) {
        for (identity, exchange) in active where isMeant(exchange.job.id) {
            multi.remove(exchange.handle)
            active[identity] = nil
            fail(exchange.job, at: exchange.course, code)
        }
        for item in waiting.takeAll(where: { isMeant($0.job.id) }) { fail(item.job, at: item.course, code) }
    }

    private func startDue() {
        let now = pace.now()
        endLate(now)
        refuseLeftAlone(now)
        while active.count < parallel, let (item, place) = waiting.takeStartable(at: now) {
            breakers.enter(item.job.id, to: item.course.origin)
            begin(item, in: place)
            refuseLeftAlone(now)
        }
    }

    /// Ends what has waited for its start beyond its deadline.
    private func endLate(_ now: ContinuousClock.Instant) {
        for item in waiting.takeAll(where: { $0.isLate(at: now) }) { fail(item.job, at: item.course, .timedOut) }
    }

    /// Ends what would ask a server that is left alone; what has begun to ask goes on.
    private func refuseLeftAlone(_ now: ContinuousClock.Instant) {
        let refused = waiting.takeAll {
            $0.course.attempt == 1 && breakers.isLeftAlone($0.course.origin, at: now)
        }
        for item in refused { fail(item.job, at: item.course, .circuitOpen) }
    }

    private func begin(_ item: WaitingLine.Item, in place: LanePlace?) {
        do {
            if item.course.resumption == nil { try item.job.sink.begin() }
            start(item.job, at: item.course, in: place)
        } catch {
            fail(item.job, at: item.course, .sinkFailed, detail: "\(error)")
        }
    }

    private func start(_ job: TransferJob, at course: TransferCourse, in place: LanePlace?) {
        do throws(TransportError) {
            let exchange = try Exchange(job, at: course, in: place)
            guard multi.add(exchange.handle) else { return fail(job, at: course, .outOfResources) }
            active[exchange.handle.identity] = exchange
        } catch {
            finish(job, at: course, .failure(error))
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
        case .follow: start(exchange.job, at: exchange.course, in: exchange.place)
        case .tryAgain(let pause, let error): tryAgain(exchange, after: pause, orElse: error)
        case .end(let result): finish(exchange.job, at: exchange.course, result)
        }
    }

    private func tryAgain(_ exchange: Exchange, after pause: Duration, orElse error: TransportError) {
        let due = pace.now() + pause
        if let deadline = exchange.job.request.deadline, due >= deadline {
            return finish(exchange.job, at: exchange.course, .failure(error))
        }
        waiting.append(.init(job: exchange.job, course: exchange.course, due: due))
    }

    /// Ends `job` for a reason of ours, which says nothing about its server.
    private func fail(
        _ job: TransferJob,
        at course: TransferCourse,
        _ code: TransportError.Code,
        detail: String? = nil
    ) {
        let source = WebAddress.redactedText(of: job.request.url)
        breakers.note(.unknown, of: job.id, at: course.origin, now: pace.now())
        job.finish(.failure(TransportError(code, source: source, attempts: course.attempt, detail: detail)))
    }

    private func finish(
        _ job: TransferJob,
        at course: TransferCourse,
        _ result: Result<TransferResult, TransportError>
    ) {
        breakers.note(ServerCondition(result), of: job.id, at: course.origin, now: pace.now())
        job.finish(result)
    }

    /// Milliseconds until something is due that no socket announces.
    private var pauseLength: Int32 {
        guard active.count < parallel, let start = waiting.nextStart else {
            return active.isEmpty ? 60_000 : 1_000
        }
        let rest = pace.now().duration(to: start)
        return rest <= .zero ? 0 : Int32(clamping: min(60_000, rest.milliseconds))
    }
}
