import Dispatch
import Reconciliation
import Reports
import Synchronization

/// The suspects of a run in the order of their codes: read again and described on all cores, one batch ahead of the listener.
struct Telling: Sendable {
    /// One suspect with what is told of it.
    struct Told: Sendable {
        var suspect: Int
        var verdict: Verdict
        var discrepancy: Discrepancy
    }

    let reconciler: Reconciler
    let outcome: ReconciliationOutcome
    let describing: Describing
    let threads: Int

    private static let batchOfThread = 128

    /// Hands every suspect on, one by one; `between` is called after each batch with the count of those done.
    func forEach(_ body: (Told) throws -> Void, between: (Int) throws -> Void) throws {
        let batches = batches()
        var ahead = batches.first.map(began)
        for (number, batch) in batches.enumerated() {
            let told = try ahead?.result() ?? []
            ahead = batches.indices.contains(number + 1) ? began(batches[number + 1]) : nil
            for one in told { try body(one) }
            try between(batch.upperBound)
        }
    }

    private func batches() -> [Range<Int>] {
        let size = max(threads, 1) * Telling.batchOfThread
        return stride(from: 0, to: outcome.order.count, by: size).map { $0..<min($0 + size, outcome.order.count) }
    }

    private func began(_ batch: Range<Int>) -> Ahead {
        let ahead = Ahead()
        DispatchQueue.global().async { ahead.finish(Result { try told(batch) }) }
        return ahead
    }

    private func told(_ batch: Range<Int>) throws -> [Told] {
        let results = Mutex([Result<Told, any Error>?](repeating: nil, count: batch.count))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(threads, 1)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < batch.count else { return }
                let result = Result { try told(outcome.order[batch.lowerBound + index]) }
                results.withLock { $0[index] = result }
            }
        }
        return try results.withLock { $0 }.compactMap { try $0?.get() }
    }

    private func told(_ suspect: Int) throws -> Told {
        let verdict = try outcome.keptVerdict(on: suspect) ?? reconciler.verdict(suspect, of: outcome)
        return Told(suspect: suspect, verdict: verdict, discrepancy: describing.discrepancy(verdict))
    }
}

/// A batch that is being worked on.
private final class Ahead: Sendable {
    private let outcome = Mutex<Result<[Telling.Told], any Error>?>(nil)
    private let done = DispatchSemaphore(value: 0)

    func finish(_ result: Result<[Telling.Told], any Error>) {
        outcome.withLock { $0 = result }
        done.signal()
    }

    /// Waits for the batch; call once.
    func result() throws -> [Telling.Told] {
        done.wait()
        return try outcome.withLock { $0 }?.get() ?? []
    }
}
