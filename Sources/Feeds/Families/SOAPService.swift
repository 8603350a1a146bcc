package import Settings
import Transport

extension ListFeed {
    /// An operation of a SOAP 1.1 service (protocol 5).
    ///
    /// A fault comes with HTTP 500, so the body of a 500 is read. A service that marks rows as read when it hands them out is
    /// asked once, and its answer is on the disk before anything else happens.
    package static func soap(_ fetch: SOAPFetch, _ basis: FeedBasis) throws -> ListFeed {
        var request = try basis.request(fetch.url)
        request.isRepeatable = !fetch.isAskedOnce
        request.acceptedStatuses = 200...500
        request.headers.append(HTTPHeader("SOAPAction", "\"\(fetch.action)\""))
        var question = Question(request)
        var keyring: Keyring?
        if !fetch.isLoginInParameters { keyring = try basis.prove(&question, by: fetch.authentication) }
        var call = SOAPCall(operation: fetch.operation, namespace: fetch.namespace)
        call.isLiteral = fetch.isLiteral
        call.parameters = try fetch.parameters.map { parameter in
            SOAPCall.Parameter(parameter.name, try basis.content(parameter.content), .init(parameter.encoding))
        }
        question.body = .soap(call)
        var feed = basis.feed(question, Paging(.single), keyring)
        feed.isAskedOnce = fetch.isAskedOnce
        return feed
    }
}

extension SOAPFetch {
    /// Whether user and password travel as parameters of the operation.
    fileprivate var isLoginInParameters: Bool {
        if case .login? = authentication { true } else { false }
    }
}

extension SOAPCall.Encoding {
    fileprivate init(_ encoding: SOAPFetch.Parameter.Encoding) {
        self =
            switch encoding {
            case .text: .text
            case .base64: .base64
            case .cdata: .cdata
            }
    }
}

extension FeedBasis {
    fileprivate func content(_ content: SOAPFetch.Parameter.Content) throws -> SOAPCall.Content {
        switch content {
        case .value(let value): .value(try asked(value))
        case .json(let parameters): .json(try asked(parameters))
        }
    }
}
