/// Makes the documents of one receiver out of the dossiers to be sent.
package struct PayloadWriter: Sendable {
    private let transport: PayloadTransport
    private let unit: String
    private let batch: Int
    private let units: @Sendable (String) -> String?

    /// A writer for a receiver.
    ///
    /// - Parameters:
    ///   - transport: how the receiver wants its payloads.
    ///   - unit: `madonvi`, the agency that sends.
    ///   - batch: records a document, where the transport allows more than one.
    ///   - units: the name of a canonical agency code.
    package init(
        transport: PayloadTransport,
        unit: String,
        batch: Int = 50,
        units: @escaping @Sendable (String) -> String?
    ) {
        self.transport = transport
        self.unit = unit
        self.batch = min(max(batch, 1), transport.batchBound ?? .max)
        self.units = units
    }

    /// Writes the items in their order; each document is handed out as soon as it is full and checked.
    ///
    /// A record that cannot be written is refused by itself, together with its steps; the others of its document are sent.
    /// - Returns: what was said beside the documents, and the index of what was handed out.
    /// - Throws: what `publish` throws.
    package func write(
        _ items: some Sequence<PayloadItem>,
        publish: (PayloadDocument) throws -> Void
    ) throws -> (remarks: PayloadRemarks, index: PayloadIndex) {
        var pending = PendingDocuments(transport: transport, unit: unit, batch: batch)
        for item in items {
            switch Result(catching: { () throws(PayloadRefusal) in try NationalRecord(item, units: units) }) {
            case .failure(let refusal): pending.refuse(refusal)
            case .success(let record):
                let steps = transport.takesSteps ? NationalStep.missing(for: item) : []
                try pending.add(record, steps, item.action.purpose, publish)
            }
        }
        try pending.finish(publish)
        return (pending.remarks, pending.index)
    }
}

extension PayloadAction {
    /// The purpose of the documents that carry the action.
    var purpose: PayloadPurpose {
        switch self {
        case .create: .create
        case .update: .update
        }
    }
}
