/// One document, checked against its schema; the index says how it is sent.
package struct PayloadDocument: Sendable, Hashable {
    /// Path below the payload folder: `dvcqg-session/create-0001.json`.
    package let name: String
    package let purpose: PayloadPurpose
    package let transport: PayloadTransport
    package let bytes: [UInt8]
    /// Canonical codes of its records, in their order; a code stands once for each of its steps.
    package let codes: [String]

    /// The document as a file.
    package var file: PayloadFile { PayloadFile(name: name, bytes: bytes, records: Set(codes).count) }
}

/// One file of the payload folder.
package struct PayloadFile: Sendable, Hashable {
    /// Path below the payload folder.
    package let name: String
    package let bytes: [UInt8]
    /// Dossiers that it holds; of the index, the documents that it lists.
    package let records: Int

    package init(name: String, bytes: [UInt8], records: Int) {
        self.name = name
        self.bytes = bytes
        self.records = records
    }
}

/// A document that does not fit its own schema: a fault of ours, never published.
package struct PayloadFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let document: String
    /// Where and what, free of values.
    package let problems: [String]

    package var description: String {
        "payload \(document) does not fit its schema: " + problems.prefix(5).joined(separator: "; ")
    }
}
