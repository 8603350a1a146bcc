import Dossiers
import Synchronization

/// The receiving side of the province: takes dossiers and steps, refuses what its rules forbid, and remembers.
///
/// A document is taken as a whole or not at all, as one `error_code` stands for all of it (protocol 1.7).
final class Desk: Sendable {
    private let shelf: Shelf
    private let received = Mutex<[String: Received]>([:])
    let journal: Journal

    init(_ shelf: Shelf, journal: Journal) {
        self.shelf = shelf
        self.journal = journal
    }

    /// What the portal holds of a code after something was sent; nil when nothing was.
    func dossier(_ code: String) -> Received? { received.withLock { $0[DossierKey.canonical(code)] } }

    /// Everything that was sent, by canonical code.
    var dossiers: [String: Received] { received.withLock { $0 } }

    /// Whether the portal holds the code.
    func holds(_ code: String) -> Bool { status(DossierKey.canonical(code)) != nil }

    /// Takes whole records.
    func take(_ records: [JSONValue], isUpdate: Bool, _ transport: Receipt.Transport) -> Verdict {
        received.withLock { received in
            var next = received
            let verdict = Desk.first(records) { record(record: $0, isUpdate: isUpdate, into: &next) }
            if verdict == .accepted { received = next }
            journal.add(
                Receipt(
                    service: isUpdate ? "update" : "create",
                    transport: transport,
                    records: records,
                    verdict: verdict
                )
            )
            return verdict
        }
    }

    /// Takes steps.
    func takeSteps(_ steps: [JSONValue], _ transport: Receipt.Transport) -> Verdict {
        received.withLock { received in
            var next = received
            let verdict = Desk.first(steps) { step($0, into: &next) }
            if verdict == .accepted { received = next }
            journal.add(Receipt(service: "steps", transport: transport, records: steps, verdict: verdict))
            return verdict
        }
    }

    /// The first refusal, or that all were accepted; a document without anything is refused.
    private static func first(_ records: [JSONValue], _ take: (JSONValue) -> Verdict) -> Verdict {
        guard !records.isEmpty else { return .invalid("data") }
        for record in records {
            let verdict = take(record)
            guard verdict == .accepted else { return verdict }
        }
        return .accepted
    }

    private func record(
        record: JSONValue,
        isUpdate: Bool,
        into next: inout [String: Received]
    ) -> Verdict {
        guard let code = record["MaHoSo"]?.scalar, !code.isEmpty else { return .invalid("MaHoSo") }
        for field in ["MaTTHC", "DonViXuLy"] where (record[field]?.scalar ?? "").isEmpty { return .invalid(field) }
        guard let status = Desk.status(record["TrangThaiHoSo"]) else { return .invalid("TrangThaiHoSo") }
        let key = DossierKey.canonical(code)
        let old = next[key]?.status ?? self.status(ofWorld: key)
        switch (old, isUpdate) {
        case (nil, true): return .unknown(code)
        case (.some, false): return .exists(code)
        case (let old?, true):
            guard Desk.mayFollow(old, status) else { return .wrongOrder(code, from: old, to: status) }
        case (nil, false): break
        }
        next[key] = Received(record: record, status: status, steps: next[key]?.steps ?? [])
        return .accepted
    }

    private func step(_ step: JSONValue, into next: inout [String: Received]) -> Verdict {
        guard let code = step["MaHoSo"]?.scalar, !code.isEmpty else { return .invalid("MaHoSo") }
        guard let status = Desk.status(step["TrangThai"]) else { return .invalid("TrangThai") }
        let key = DossierKey.canonical(code)
        guard let old = next[key]?.status ?? self.status(ofWorld: key) else { return .unknown(code) }
        guard Desk.mayFollow(old, status) else { return .wrongOrder(code, from: old, to: status) }
        var dossier = next[key] ?? Received(record: nil, status: old)
        dossier.status = status
        dossier.steps.append(step)
        next[key] = dossier
        return .accepted
    }

    private static func status(_ value: JSONValue?) -> Int? {
        value?.integer.flatMap { (1...10).contains($0) ? $0 : nil }
    }

    /// The same status again changes nothing; every other must be reached by legal forward steps.
    private static func mayFollow(_ old: Int, _ new: Int) -> Bool {
        guard old != new else { return true }
        guard let start = NationalStatus(rawValue: UInt8(old)), let goal = NationalStatus(rawValue: UInt8(new)) else {
            return false
        }
        return start.reaches(goal)
    }

    private func status(_ key: String) -> Int? {
        received.withLock { $0[key]?.status } ?? status(ofWorld: key)
    }

    private func status(ofWorld key: String) -> Int? { shelf.record(of: key)?.status }
}
