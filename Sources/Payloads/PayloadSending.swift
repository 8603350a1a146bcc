/// Where the documents of one purpose go, and what their sender adds to them (protocol 1.1-1.3, 5.4).
struct PayloadSending {
    /// Which of the receiver's addresses takes a document.
    enum Address: String {
        /// The one address of transport A: `adapter_url` and `integration_endpoint`.
        case adapter
        /// `URLThemMoi` of transport B.
        case create
        /// `URLCapNhat` of transport B.
        case update
        /// The address of transport B or C for `CapNhatTienDoHoSoMC`.
        case steps
        /// The address of transport C for `DongBoHoSoMC`.
        case records
        /// `/Document/SyncDocument` of LGSP.
        case syncDocument = "sync-document"
    }

    /// A part of the request that is not in the document.
    struct Addition {
        enum Place: String {
            /// A member of the document that is blank there.
            case body
            case header
            case query
        }

        var place: Place
        var name: String
        /// Nil: the sender's own, which the tool does not know.
        var value: String?
    }

    let transport: PayloadTransport
    let purpose: PayloadPurpose
    /// The agency that sends.
    let unit: String

    /// Nil for documents that are handed over as files.
    var address: Address? {
        switch (transport, purpose) {
        case (.session, _): .adapter
        case (.bareArray, .create): .create
        case (.bareArray, .update): .update
        case (.queryString, .create), (.queryString, .update): .records
        case (.bareArray, .steps), (.queryString, .steps): .steps
        case (.lgsp, _): .syncDocument
        case (.xml, _): nil
        }
    }

    /// In the order in which a sender meets them.
    var additions: [Addition] {
        switch transport {
        case .session: [Addition(place: .header, name: "dstcode"), Addition(place: .body, name: "session")]
        case .queryString: [Addition(place: .query, name: "MaDinhDanhDV", value: unit)] + isUpdating
        case .lgsp: [Addition(place: .header, name: "Authorization")]
        case .bareArray, .xml: []
        }
    }

    private var isUpdating: [Addition] {
        purpose.isUpdating.map { [Addition(place: .query, name: "isUpdating", value: $0)] } ?? []
    }
}
