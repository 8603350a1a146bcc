import Dossiers

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

    /// What was said about the items beside the documents.
    package struct Remarks: Sendable, Hashable {
        package var warnings: [PayloadWarning] = []
        package var refusals: [PayloadRefusal] = []
        /// Records written, by purpose.
        package var records: [PayloadPurpose: Int] = [:]
    }

    /// Writes the items in their order; each document is handed out as soon as it is full and checked.
    ///
    /// A record that does not fit the schema is refused by itself; the others of its document are sent.
    /// - Throws: what `publish` throws.
    package func write(
        _ items: some Sequence<PayloadItem>,
        publish: (PayloadDocument) throws -> Void
    ) throws -> Remarks {
        var remarks = Remarks()
        var pending = PendingDocuments(transport: transport, unit: unit, batch: batch)
        for item in items {
            switch Result(catching: { () throws(PayloadRefusal) in try NationalRecord(item, units: units) }) {
            case .failure(let refusal):
                remarks.refusals.append(refusal)
            case .success(let record):
                remarks.warnings += record.warnings
                try pending.add(record, item, publish)
                if transport.takesSteps { try addSteps(item, &pending, &remarks, publish) }
            }
        }
        try pending.finish(publish)
        remarks.records = pending.published
        remarks.refusals += pending.refusals
        return remarks
    }

    private func addSteps(
        _ item: PayloadItem,
        _ pending: inout PendingDocuments,
        _ remarks: inout Remarks,
        _ publish: (PayloadDocument) throws -> Void
    ) throws {
        for step in NationalStep.missing(for: item) {
            remarks.warnings += step.warnings
            try pending.add(step, publish)
        }
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

/// Documents that are being filled, one for each purpose.
private struct PendingDocuments {
    let transport: PayloadTransport
    let unit: String
    let batch: Int
    private var records: [PayloadPurpose: [NationalRecord]] = [:]
    private var steps: [NationalStep] = []
    /// Documents published so far.
    private var written: [PayloadPurpose: Int] = [:]
    private var schemas: [PayloadPurpose: PayloadSchema] = [:]
    /// Records that went into documents.
    private(set) var published: [PayloadPurpose: Int] = [:]
    /// Records that do not fit the schema.
    private(set) var refusals: [PayloadRefusal] = []

    init(transport: PayloadTransport, unit: String, batch: Int) {
        self.transport = transport
        self.unit = unit
        self.batch = batch
    }

    mutating func add(
        _ record: NationalRecord,
        _ item: PayloadItem,
        _ publish: (PayloadDocument) throws -> Void
    ) throws {
        let purpose = item.action.purpose
        records[purpose, default: []].append(record)
        if records[purpose, default: []].count >= batch { try flush(purpose, publish) }
    }

    mutating func add(_ step: NationalStep, _ publish: (PayloadDocument) throws -> Void) throws {
        steps.append(step)
        if steps.count >= batch { try flush(.steps, publish) }
    }

    mutating func finish(_ publish: (PayloadDocument) throws -> Void) throws {
        for purpose in PayloadPurpose.allCases { try flush(purpose, publish) }
    }

    private mutating func flush(_ purpose: PayloadPurpose, _ publish: (PayloadDocument) throws -> Void) throws {
        let content: PayloadContent = purpose == .steps ? .steps(steps) : .records(records[purpose] ?? [])
        records[purpose] = []
        if purpose == .steps { steps = [] }
        guard !content.codes.isEmpty, let document = try document(of: content, purpose) else { return }
        written[purpose, default: 0] += 1
        published[purpose, default: 0] += document.codes.count
        try publish(document)
    }

    /// The document, without those that do not fit the schema; nil when none is left.
    private mutating func document(
        of content: PayloadContent,
        _ purpose: PayloadPurpose
    ) throws -> PayloadDocument? {
        let layout = PayloadLayout(transport: transport, unit: unit, purpose: purpose, schema: try schema(purpose))
        let name = name(purpose)
        do {
            return try layout.document(name, content)
        } catch is PayloadFault {
            let fitting = try content.filter { entry in
                do {
                    _ = try layout.document(name, entry)
                    return true
                } catch let fault as PayloadFault {
                    refusals += entry.codes.map { fault.refusal(of: $0) }
                    return false
                }
            }
            return fitting.codes.isEmpty ? nil : try layout.document(name, fitting)
        }
    }

    private func name(_ purpose: PayloadPurpose) -> String {
        let number = String(written[purpose, default: 0] + 1)
        let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
        return "\(transport.rawValue)/\(purpose.rawValue)-\(padded).\(transport.ending)"
    }

    private mutating func schema(_ purpose: PayloadPurpose) throws -> PayloadSchema {
        if let schema = schemas[purpose] { return schema }
        let schema = try PayloadSchema(transport, purpose)
        schemas[purpose] = schema
        return schema
    }
}

extension PayloadFault {
    /// The refusal of the only record of the document.
    fileprivate func refusal(of code: String) -> PayloadRefusal {
        PayloadRefusal(code: code, field: "HoSo", reason: problems.prefix(5).joined(separator: "; "))
    }
}

/// What one document holds.
enum PayloadContent {
    case records([NationalRecord])
    case steps([NationalStep])

    /// Canonical codes in the order of the document.
    var codes: [String] {
        switch self {
        case .records(let records): records.map(\.code)
        case .steps(let steps): steps.map(\.code)
        }
    }

    /// The national names and values of each entry.
    var rows: [[NamedValue]] {
        switch self {
        case .records(let records): records.map(\.values)
        case .steps(let steps): steps.map(\.values)
        }
    }

    /// The entries that `isFitting` takes, each shown to it as a content of its own.
    func filter(_ isFitting: (PayloadContent) throws -> Bool) rethrows -> PayloadContent {
        switch self {
        case .records(let records): .records(try records.filter { try isFitting(.records([$0])) })
        case .steps(let steps): .steps(try steps.filter { try isFitting(.steps([$0])) })
        }
    }
}
