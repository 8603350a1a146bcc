import Synchronization

/// SoNoiVuDaNang: one dossier a call, and an inbox that hands each form out once (protocol 5.1).
final class DanangService: System {
    private let shelf: Shelf
    private let password: String
    private let handedOut = Mutex<Set<Int>>([])

    static let path = "/dichvucong/service.php"
    static let user = "qlvbdh"
    private static let namespace = "http://php.hoshmand.org/"

    init(shelf: Shelf, password: String) {
        self.shelf = shelf
        self.password = password
    }

    /// The codes that can be asked for, sorted.
    var codes: [String] { shelf.places.keys.sorted() }

    var complaint: Answer { SOAP.fault("server error", namespace: DanangService.namespace, status: 200) }
    var refusal: Answer { reply("selecttrangthai", "-1") }

    func answer(_ request: Request) -> Answer {
        guard request.path == DanangService.path, request.method == "POST" else { return .notFound }
        let text = request.text
        let isKnown =
            SOAP.parameter("username", of: text) == DanangService.user
            && SOAP.parameter("password", of: text) == password
        switch SOAP.operation(text) {
        case "selecttrangthai": return reply("selecttrangthai", isKnown ? status(text) : "")
        case "gethoso": return reply("gethoso", isKnown ? inbox(text) : "-1")
        case "inserttrangthai": return reply("inserttrangthai", isKnown ? "1" : "-1")
        case let operation:
            return SOAP.fault(
                "Operation '\(operation ?? "")' is not defined in the WSDL for this service",
                namespace: DanangService.namespace
            )
        }
    }

    private func reply(_ operation: String, _ text: String) -> Answer {
        let body =
            "<ns1:\(operation)Response xmlns:ns1=\"http://soapinterop.org/\"><sid xsi:type=\"xsd:string\">"
            + SOAP.escaped(text) + "</sid></ns1:\(operation)Response>"
        return .xml(Array(SOAP.envelope(body, namespace: DanangService.namespace, encoding: "ISO-8859-1").utf8))
    }

    /// An unknown code is answered with the same document and nothing in it.
    private func status(_ text: String) -> String {
        DanangDocument.status(shelf.record(of: SOAP.parameter("masohoso", of: text) ?? ""))
    }

    /// The forms of a service that nobody has fetched yet; from now on they count as read.
    private func inbox(_ text: String) -> String {
        let service = SOAP.parameter("masodichvu", of: text) ?? ""
        let list = shelf.list()
        let wanted = list.places(0..<list.count).filter { place in
            service.isEmpty || Catalogue.procedures[shelf.record(at: place).procedure].code == service
        }
        let fresh = handedOut.withLock { handedOut in wanted.filter { handedOut.insert($0).inserted } }
        return DanangDocument.inbox(fresh.map { shelf.record(at: $0) })
    }
}
