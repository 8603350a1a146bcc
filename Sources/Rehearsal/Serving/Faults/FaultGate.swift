import Synchronization

/// A system behind its faults: what a source says to a request, and how the wire delivers it.
final class FaultGate: Sendable {
    /// What the gate has seen.
    struct Count: Sendable, Equatable {
        /// Requests for data.
        var requests = 0
        /// Requests for tokens and sessions.
        var logins = 0
        var faults: [Fault: Int] = [:]
    }

    let id: String
    let kind: String
    private let system: any System
    private let shelf: Shelf
    private let plan: FaultBook
    private let extras: FaultExtras
    /// Milliseconds before each answer.
    private let delay: Int64
    private let seen = Mutex(Count())
    private let visits = Mutex<[Visit]>([])
    private let last = Mutex<Answer?>(nil)

    init(
        _ system: any System,
        _ shelf: Shelf,
        id: String,
        kind: String,
        plan: FaultBook,
        extras: FaultExtras,
        delay: Int64
    ) {
        self.system = system
        self.shelf = shelf
        self.id = id
        self.kind = kind
        self.plan = plan
        self.extras = extras
        self.delay = delay
    }

    var count: Count { seen.withLock { $0 } }

    /// The last requests, the oldest first.
    var lastVisits: [Visit] { visits.withLock { $0 } }

    /// Requests that are remembered.
    private static let remembered = 1_000

    /// What happens to a request.
    func reply(_ request: Request) -> Reply {
        let isLogin = system.isLogin(request)
        let fault = seen.withLock { seen in
            if isLogin { seen.logins += 1 } else { seen.requests += 1 }
            let number = isLogin ? nil : seen.requests
            let fault = plan.fault(source: id, kind: kind, number: number, givesTickets: system.givesTickets)
            remember(Visit(request, number: number, fault: fault))
            if let fault { seen.faults[fault, default: 0] += 1 }
            return fault
        }
        var reply = fault.map { faulty($0, request) } ?? Reply(answer: system.answer(request))
        reply.delay = delay
        if !isLogin, fault?.isBefore != true { last.withLock { $0 = reply.answer } }
        return reply
    }

    private func remember(_ visit: Visit) {
        visits.withLock { visits in
            if visits.count >= FaultGate.remembered { visits.removeFirst() }
            visits.append(visit)
        }
    }

    private func faulty(_ fault: Fault, _ request: Request) -> Reply {
        if fault == .shift { shelf.move() }
        if fault == .expire { system.expire() }
        let answer = fault.isBefore ? instead(fault, request) : system.answer(request)
        switch fault {
        case .timeout: return Reply(answer: answer, delivery: .silence)
        case .reset, .lost: return Reply(answer: answer, delivery: .reset)
        case .halfBody: return Reply(answer: answer, delivery: .half)
        case .drip: return Reply(answer: answer, delivery: .drip)
        case .length: return Reply(answer: answer, delivery: .tooShort)
        default: return Reply(answer: answer)
        }
    }

    /// What is said in the place of the system's answer.
    private func instead(_ fault: Fault, _ request: Request) -> Answer {
        switch fault {
        case .serverError: .html("<html><body><h1>500 Internal Server Error</h1></body></html>", status: 500)
        case .html: .html("<!DOCTYPE html><html><head><title>Đăng nhập</title></head><body>Đăng nhập</body></html>")
        case .error: system.complaint
        case .expire: system.refusal
        case .tooMany: Answer.text("Too Many Requests", status: 429).with("Retry-After", "1")
        case .redirect: Answer.html("", status: 302).with("Location", extras.elsewhere.text + "/stolen")
        case .bomb: extras.bomb.answer
        case .double: last.withLock { $0 } ?? system.answer(request)
        default: Answer.text("")
        }
    }
}

/// What some faults need beside the system.
struct FaultExtras: Sendable {
    /// Where redirects lead to.
    let elsewhere: Origin
    let bomb: GzipBomb
}
