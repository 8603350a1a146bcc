extension LoopbackServer.Act {
    /// Sends `text`.
    package static func send(_ text: String) -> LoopbackServer.Act { .send(Array(text.utf8)) }

    /// A whole answer with its length declared; `length` overrides what is declared.
    package static func answer(
        _ body: String,
        status: String = "200 OK",
        headers: [String] = [],
        length: Int? = nil
    ) -> LoopbackServer.Act {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(length ?? body.utf8.count)"] + headers
        return .send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// An answer that points to `location`.
    package static func redirect(to location: String, status: String = "302 Found") -> LoopbackServer.Act {
        .answer("elsewhere", status: status, headers: ["Location: \(location)"])
    }
}
