/// Documents that are being filled, one for each purpose.
///
/// The steps of a dossier wait until its record stands in a document: a record that is refused takes them with it.
struct PendingDocuments {
    private struct Entry {
        var record: NationalRecord
        var steps: [NationalStep]
    }

    private let transport: PayloadTransport
    private let unit: String
    private let batch: Int
    private var records: [PayloadPurpose: [Entry]] = [:]
    private var steps: [NationalStep] = []
    private var schemas: [PayloadPurpose: PayloadSchema] = [:]
    private(set) var remarks = PayloadRemarks()
    private(set) var index: PayloadIndex

    init(transport: PayloadTransport, unit: String, batch: Int) {
        self.transport = transport
        self.unit = unit
        self.batch = batch
        index = PayloadIndex(transport: transport, unit: unit)
    }

    /// Notes a dossier that is not sent.
    mutating func refuse(_ refusal: PayloadRefusal) { remarks.refusals.append(refusal) }

    /// Takes a record and the steps that follow it.
    mutating func add(
        _ record: NationalRecord,
        _ steps: [NationalStep],
        _ purpose: PayloadPurpose,
        _ publish: (PayloadDocument) throws -> Void
    ) throws {
        records[purpose, default: []].append(Entry(record: record, steps: steps))
        if records[purpose, default: []].count >= batch { try flushRecords(purpose, publish) }
    }

    /// Writes what is left.
    mutating func finish(_ publish: (PayloadDocument) throws -> Void) throws {
        try flushRecords(.create, publish)
        try flushRecords(.update, publish)
        try flushSteps(publish)
    }

    private mutating func flushRecords(
        _ purpose: PayloadPurpose,
        _ publish: (PayloadDocument) throws -> Void
    ) throws {
        let entries = records.removeValue(forKey: purpose) ?? []
        let refused = try write(.records(entries.map(\.record)), purpose, publish)
        for (number, entry) in entries.enumerated() where !refused.contains(number) {
            remarks.warnings += entry.record.warnings
            for step in entry.steps { try add(step, publish) }
        }
    }

    private mutating func add(_ step: NationalStep, _ publish: (PayloadDocument) throws -> Void) throws {
        remarks.warnings += step.warnings
        steps.append(step)
        if steps.count >= batch { try flushSteps(publish) }
    }

    private mutating func flushSteps(_ publish: (PayloadDocument) throws -> Void) throws {
        let content = PayloadContent.steps(steps)
        steps = []
        _ = try write(content, .steps, publish)
    }

    /// Hands out the document of the entries that can be written; answers the indices of those that cannot.
    private mutating func write(
        _ content: PayloadContent,
        _ purpose: PayloadPurpose,
        _ publish: (PayloadDocument) throws -> Void
    ) throws -> Set<Int> {
        guard !content.codes.isEmpty else { return [] }
        let layout = PayloadLayout(transport: transport, unit: unit, purpose: purpose, schema: try schema(purpose))
        let name = name(purpose)
        if let document = try layout.attempt(name, content).document {
            try handOut(document, publish)
            return []
        }
        let refused = try refuseUnfit(content, layout)
        let fitting = content.without(refused)
        if !fitting.codes.isEmpty { try handOut(layout.document(name, fitting), publish) }
        return refused
    }

    private mutating func handOut(
        _ document: PayloadDocument,
        _ publish: (PayloadDocument) throws -> Void
    ) throws {
        remarks.records[document.purpose, default: 0] += document.codes.count
        index.note(document)
        try publish(document)
    }

    /// Notes the entries that break the schema by themselves; answers their indices.
    private mutating func refuseUnfit(_ content: PayloadContent, _ layout: PayloadLayout) throws -> Set<Int> {
        var refused: Set<Int> = []
        for (number, entry) in content.entries.enumerated() {
            guard let fault = try layout.attempt("", entry).fault else { continue }
            refused.insert(number)
            let refusal = PayloadRefusal(
                code: entry.codes.first ?? "",
                fields: [layout.purpose == .steps ? "TienDo" : "HoSo"],
                reason: .invalid(fault.problems.prefix(5).joined(separator: "; "))
            )
            if !isTold(refusal) { refuse(refusal) }
        }
        return refused
    }

    /// Whether the same was said of the dossier just before: the steps of a dossier stand together.
    private func isTold(_ refusal: PayloadRefusal) -> Bool {
        remarks.refusals.last.map { $0.code == refusal.code && $0.fields == refusal.fields } ?? false
    }

    private func name(_ purpose: PayloadPurpose) -> String {
        let number = String(index.count(of: purpose) + 1)
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

extension PayloadLayout {
    /// The document, or what is wrong with it.
    fileprivate func attempt(
        _ name: String,
        _ content: PayloadContent
    ) throws -> (document: PayloadDocument?, fault: PayloadFault?) {
        do {
            return (try document(name, content), nil)
        } catch let fault as PayloadFault {
            return (nil, fault)
        }
    }
}
