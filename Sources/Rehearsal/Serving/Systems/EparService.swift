/// e-par: the SOAP operation progress_report, which tells everything at once (protocol 5.2).
struct EparService: System {
    let shelf: Shelf

    static let path = "/r3/webservices/soap"
    private static let namespace = "urn:http://tamviettech.vn"

    var complaint: Answer { SOAP.fault("server error", namespace: EparService.namespace, status: 200) }
    var refusal: Answer { SOAP.fault("access denied", namespace: EparService.namespace) }

    func answer(_ request: Request) -> Answer {
        guard request.path == EparService.path, request.method == "POST" else { return .notFound }
        guard let operation = SOAP.operation(request.text), operation == "progress_report" else {
            let name = SOAP.operation(request.text) ?? ""
            return SOAP.fault(
                "Operation '\(name)' is not defined in the WSDL for this service",
                namespace: EparService.namespace
            )
        }
        let list = shelf.list()
        var text = ByteText()
        FeedFormat.soapEpar.open(PagePlace(), into: &text)
        text.append(list.places(0..<list.count), of: shelf, as: .soapEpar)
        FeedFormat.soapEpar.close(PagePlace(), into: &text)
        return .xml(text.bytes)
    }
}
