import Foundation
import LoopbackServer
import Synchronization

/// A portal over HTTP whose dossiers change from night to night: lines in pages of three, the newest change first, of all
/// dossiers or of those changed since.
final class ChangingPortal: Sendable {
    private static let pageSize = 3

    private let dossiers: Mutex<[Int: (status: Int, changed: String)]>
    /// Answers nothing but errors while it is true.
    let isBroken = Atomic(false)
    /// Milliseconds before each answer.
    let delay = Atomic(0)
    private let listener = Mutex<LoopbackServer?>(nil)

    /// Dossiers of these numbers and the newest one, all in status 10.
    init(_ numbers: ClosedRange<Int>) throws {
        var known = Dictionary(uniqueKeysWithValues: numbers.map { ($0, (status: 10, changed: "2023-01-09 10:00:00")) })
        known[9_999] = (status: 10, changed: "2023-12-29 16:00:00")
        let dossiers = known
        self.dossiers = Mutex(dossiers)
        let server = try LoopbackServer { [weak self] call in self?.answer(to: call) ?? [.close] }
        listener.withLock { $0 = server }
    }

    deinit { stop() }

    var server: LoopbackServer? { listener.withLock { $0 } }

    func stop() { server?.stop() }

    /// Gives a dossier another status, with the time that it says it changed at; nil takes it away.
    func change(_ number: Int, to status: Int?, at changed: String = "2023-12-28 08:00:00") {
        dossiers.withLock { $0[number] = status.map { (status: $0, changed: changed) } }
    }

    /// What stands under `fetch:`; `full` is the longest time between two full readings.
    func fetch(full: String = "7 days", isIncremental: Bool = true) -> String {
        let changes = "parameters: { since: { since: iso } }, incremental: { by: changed, overlap: 2 d, full: \(full) }"
        let url = server?.url("/dossiers") ?? ""
        return "{ kind: http, url: \"\(url)\", page: { parameter: page }, retries: 0"
            + (isIncremental ? ", \(changes) }" : " }")
    }

    /// The values of `since` of all requests for a first page, in their order; nil where everything was asked for.
    var asked: [String?] {
        (server?.calls ?? []).map(\.target).filter { $0.hasSuffix("page=1") }.map { target in
            ChangingPortal.value("since", in: target)
        }
    }

    private func answer(to call: HTTPCall) -> [LoopbackServer.Act] {
        usleep(UInt32(delay.load(ordering: .relaxed)) * 1_000)
        guard !isBroken.load(ordering: .relaxed) else { return [.answer("broken", status: "500 Error")] }
        let since = ChangingPortal.value("since", in: call.target).map { $0.replacing("T", with: " ").prefix(19) }
        let page = ChangingPortal.value("page", in: call.target).flatMap { Int($0) } ?? 1
        let lines = dossiers.withLock { dossiers in
            dossiers.filter { dossier in since.map { dossier.value.changed >= $0 } ?? true }
                .sorted { ($0.value.changed, $0.key) > ($1.value.changed, $1.key) }
                .map { SmallWorld.record($0.key, status: $0.value.status, changed: $0.value.changed) }
        }
        let start = min((page - 1) * ChangingPortal.pageSize, lines.count)
        let shown = lines[start..<min(start + ChangingPortal.pageSize, lines.count)]
        return [.answer(shown.isEmpty ? "\n" : shown.joined())]
    }

    private static func value(_ name: String, in target: String) -> String? {
        target.split { "?&".contains($0) }.first { $0.hasPrefix("\(name)=") }
            .flatMap { String($0.dropFirst(name.count + 1)).removingPercentEncoding }
    }
}
