/// Documents of records that are being filled, one for each purpose.
///
/// The steps of a dossier wait until its record stands in a document: a record that is refused takes them with it. A document
/// of steps follows one document of records, so what the receiver does not accept is kept back as whole files.
struct PendingDocuments {
    private struct Entry {
        var record: NationalRecord
        var steps: [NationalStep]
    }

    private let transport: PayloadTransport
    private let unit: String
    private let batch: Int
    private var records: [PayloadPurpose: [Entry]] = [:]
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
    }

    private mutating func flushRecords(
        _ purpose: PayloadPurpose,
        _ publish: (PayloadDocument) throws -> Void
    ) throws {
        let entries = records.removeValue(forKey: purpose) ?? []
        let (name, refused) = try write(.records(entries.map(\.record)), purpose, after: nil, publish)
        let sent = entries.enumerated().filter { !refused.contains($0.offset) }.map(\.element)
        remarks.warnings += sent.flatMap { $0.record.warnings + $0.steps.flatMap(\.warnings) }
        let steps = sent.flatMap(\.steps)
        for start in stride(from: 0, to: steps.count, by: batch) {
            let part = Array(steps[start..<min(start + batch, steps.count)])
            _ = try write(.steps(part), .steps, after: name, publish)
        }
    }

    /// Hands out the document of the entries that can be written; answers its name, and the indices of those that cannot.
    private mutating func write(
        _ content: PayloadContent,
        _ purpose: PayloadPurpose,
        after previous: String?,
        _ publish: (PayloadDocument) throws -> Void
    ) throws -> (name: String?, refused: Set<Int>) {
        guard !content.codes.isEmpty else { return (nil, []) }
        let layout = PayloadLayout(transport: transport, unit: unit, purpose: purpose, schema: try schema(purpose))
        let name = name(purpose)
        if let document = try layout.attempt(name, content).document {
            try handOut(document, after: previous, publish)
            return (name, [])
        }
        let refused = try refuseUnfit(content, layout)
        let fitting = content.without(refused)
        guard !fitting.codes.isEmpty else { return (nil, refused) }
        try handOut(layout.document(name, fitting), after: previous, publish)
        return (name, refused)
    }

    private mutating func handOut(
        _ document: PayloadDocument,
        after previous: String?,
        _ publish: (PayloadDocument) throws -> Void
    ) throws {
        remarks.records[document.purpose, default: 0] += document.codes.count
        index.note(document, after: previous)
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
