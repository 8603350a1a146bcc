/// How a receiver wants its payloads (protocol 1.1, 5.4).
package enum PayloadTransport: String, CaseIterable, Sendable, Hashable {
    /// A: one URL, a session in the body, batches.
    case session = "dvcqg-session"
    /// B: one URL for each function, a bare array with one record.
    case bareArray = "gateway-array"
    /// C: a bare array, unit and `isUpdating` in the query.
    case queryString = "gateway-query"
    /// Files with the national field names, by our own XSD.
    case xml
    /// LGSP `MSyncDocument`, one dossier a document.
    case lgsp

    /// Records that one document may hold; the configured batch counts where there is no bound.
    package var batchBound: Int? {
        switch self {
        case .session, .queryString, .xml: nil
        case .bareArray, .lgsp: 1
        }
    }

    /// Whether the receiver takes steps beside the record.
    package var takesSteps: Bool { self != .lgsp }

    /// File name ending of its documents.
    package var ending: String {
        switch self {
        case .session, .bareArray, .queryString: "json"
        case .xml, .lgsp: "xml"
        }
    }
}

/// What a document asks of the receiver.
package enum PayloadPurpose: String, CaseIterable, Sendable, Hashable {
    case create
    case update
    case steps

    /// The service that the document is for (protocol 1.2).
    package var service: String { self == .steps ? "CapNhatTienDoHoSoMC" : "DongBoHoSoMC" }

    /// `isUpdating` as it is sent (protocol 1.6); nil for steps, which know none.
    package var isUpdating: String? {
        switch self {
        case .create: "False"
        case .update: "True"
        case .steps: nil
        }
    }
}
