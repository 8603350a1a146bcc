extension TransferRequest {
    /// Why the request cannot be sent to `address`, before anything is said to anyone; nil when it can.
    func flaw(towards address: WebAddress, by scheme: Scheme) -> String? {
        if address.hasUser { return "an address must not carry a user name" }
        guard headers.allSatisfy(\.isWellFormed), method.isWellFormed else {
            return "a header holds a control character"
        }
        if method == .list, !scheme.isFolder { return "only folders of a file server are listed" }
        if case .post = method, !scheme.isWeb { return "only a web server is sent something" }
        if scheme.isFolder, login == nil { return "a file server needs a login" }
        if !scheme.isFolder, login != nil { return "a login is for file servers only" }
        return proxy.flatMap(\.flaw)
    }
}

extension TransferProxy {
    /// Why it cannot be used; nil when it can.
    fileprivate var flaw: String? {
        guard let address = WebAddress(url), address.scheme?.isWeb == true else {
            return "this is no address of a proxy"
        }
        return address.hasUser ? "an address must not carry a user name" : nil
    }
}

extension TransferRequest.Method {
    /// Whether asking twice is the same as asking once.
    var isRepeatable: Bool {
        switch self {
        case .get, .head, .list: true
        case .post: false
        }
    }

    /// Whether the content type can stand in a header.
    var isWellFormed: Bool {
        guard case .post(_, let contentType) = self else { return true }
        return HTTPHeader("Content-Type", contentType).isWellFormed
    }
}
