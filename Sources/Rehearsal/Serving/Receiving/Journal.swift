import Synchronization

/// The file `received.ndjson`, which tells of each document that was sent what became of it.
///
/// It holds whole records, so only its owner may read it.
final class Journal: Sendable {
    private let path: String
    private let count = Mutex(0)

    /// Begins the file anew.
    ///
    /// - Throws: `OutputError` when it cannot be written.
    init(path: String) throws(OutputError) {
        self.path = path
        var file = try OutputFile(creating: path, mode: 0o600)
        try file.flush()
    }

    /// Documents so far.
    var documents: Int { count.withLock { $0 } }

    /// Adds one line; a journal that can no longer be written does not stop the rehearsal.
    func add(_ receipt: Receipt) {
        count.withLock { count in
            count += 1
            guard var file = try? OutputFile(appendingTo: path) else { return }
            try? file.write { text in
                text.append("{\"number\":\(count),\"service\":\"\(receipt.service)\",")
                text.append(
                    "\"transport\":\"\(receipt.transport.rawValue)\",\"error_code\":\"\(receipt.verdict.code)\","
                )
                text.append("\"message\":")
                text.appendQuoted(receipt.verdict.message("thành công"))
                text.append(",\"records\":")
                text.append(.list(receipt.records))
                text.append("}\n")
            }
            try? file.flush()
        }
    }
}
