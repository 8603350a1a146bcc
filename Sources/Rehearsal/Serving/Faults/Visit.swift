/// One request as the control tells of it: without proofs and without a body.
struct Visit: Sendable, Equatable {
    /// Counted from 1; nil for a login.
    let number: Int?
    let method: String
    let path: String
    let query: [Request.Parameter]
    let fault: Fault?

    init(_ request: Request, number: Int?, fault: Fault?) {
        self.number = number
        self.fault = fault
        method = request.method
        path = request.path
        query = request.query.filter { $0.name.lowercased() != "apikey" }
    }
}

extension ByteText {
    /// The visit as an object of JSON.
    mutating func append(_ visit: Visit) {
        append("{\"number\":\(visit.number.map { "\($0)" } ?? "null"),\"method\":")
        appendQuoted(visit.method)
        append(",\"path\":")
        appendQuoted(visit.path)
        append(",\"query\":")
        append(.object(visit.query.map { JSONValue.Member(name: $0.name, value: .text($0.value)) }))
        append(",\"fault\":\(visit.fault.map { "\"\($0.rawValue)\"" } ?? "null")}")
    }
}
