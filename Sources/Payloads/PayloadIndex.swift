import Formats

/// `payloads/index.json`: the documents in the order in which they are sent, and what each needs that is not in it.
///
/// Creates come first, then updates, then steps, so the steps of a dossier never overtake its record.
package struct PayloadIndex: Sendable, Hashable {
    /// Name of the file below the payload folder.
    package static let name = "index.json"
    /// Version of its shape; it rises when a member changes its meaning or goes.
    private static let schemaVersion = 1
    /// Documents whose entries are checked together: the tree of an index of very many would not fit.
    private static let checkedAtOnce = 1_000

    private struct Entry: Sendable, Hashable {
        var name: String
        var purpose: PayloadPurpose
        /// The document that holds the records of the steps in this one.
        var previous: String?
        var codes: [String]
    }

    private let transport: PayloadTransport
    private let unit: String
    private var entries: [PayloadPurpose: [Entry]] = [:]

    init(transport: PayloadTransport, unit: String) {
        self.transport = transport
        self.unit = unit
    }

    /// Lists a document after those of its purpose.
    ///
    /// - Parameter previous: of steps, the document that holds their records.
    mutating func note(_ document: PayloadDocument, after previous: String?) {
        var seen: Set<String> = []
        let codes = document.codes.filter { seen.insert($0).inserted }
        entries[document.purpose, default: []].append(
            Entry(name: document.name, purpose: document.purpose, previous: previous, codes: codes)
        )
    }

    /// Documents listed for a purpose.
    func count(of purpose: PayloadPurpose) -> Int { entries[purpose, default: []].count }

    /// The index as a file, checked against its schema.
    ///
    /// - Throws: `PayloadFault` when it breaks the schema.
    package func file() throws -> PayloadFile {
        let listed = PayloadPurpose.allCases.flatMap { entries[$0, default: []] }
        let schema = try PayloadSchema(json: PayloadIndex.schema)
        var start = 0
        repeat {
            let end = min(start + PayloadIndex.checkedAtOnce, listed.count)
            let problems = try schema.problems(in: document(of: listed, start..<end))
            guard problems.isEmpty else { throw PayloadFault(document: PayloadIndex.name, problems: problems) }
            start = end
        } while start < listed.count
        let bytes = document(of: listed, listed.indices)
        return PayloadFile(name: PayloadIndex.name, bytes: bytes, records: listed.count)
    }

    /// The JSON Schema of the index, UTF-8.
    static var schema: [UInt8] { PackageResources.index_json }

    private func document(of listed: [Entry], _ part: Range<Int>) -> [UInt8] {
        var json = JSONWriter(layout: .pretty)
        json.object { json in
            json.member("schema", PayloadIndex.schemaVersion)
            json.member("transport", transport.rawValue)
            json.member("unit", unit)
            json.name("how")
            json.object { json in
                texts("vi", SendingNotes.vietnamese(transport), to: &json)
                texts("en", SendingNotes.english(transport), to: &json)
            }
            json.name("documents")
            json.list { json in
                for number in part { json.object { write(listed[number], number + 1, to: &$0) } }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ entry: Entry, _ order: Int, to json: inout JSONWriter) {
        let sending = PayloadSending(transport: transport, purpose: entry.purpose, unit: unit)
        json.member("order", order)
        json.member("name", entry.name)
        json.member("transport", transport.rawValue)
        json.member("purpose", entry.purpose.rawValue)
        json.member("service", entry.purpose.service)
        json.member("isUpdating", entry.purpose.isUpdating)
        json.member("after", entry.previous)
        json.member("url", sending.address?.rawValue)
        json.name("adds")
        json.list { json in
            for addition in sending.additions { json.object { write(addition, to: &$0) } }
        }
        texts("records", entry.codes, to: &json)
    }

    private func write(_ addition: PayloadSending.Addition, to json: inout JSONWriter) {
        json.member("in", addition.place.rawValue)
        json.member("name", addition.name)
        json.member("value", addition.value)
    }

    private func texts(_ name: String, _ texts: [String], to json: inout JSONWriter) {
        json.name(name)
        json.list { json in
            for text in texts { json.text(text) }
        }
    }
}
