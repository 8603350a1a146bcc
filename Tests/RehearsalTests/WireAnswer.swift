import Foundation
import Testing

/// What the wire made of one request, as a bare socket saw it.
struct WireAnswer {
    private(set) var status: Int?
    /// By lower-case name.
    private(set) var headers: [String: String] = [:]
    private(set) var body = ""
    /// Bytes of the body that came.
    private(set) var bytes = 0
    /// Bytes of the body that were announced; nil when there was no head.
    private(set) var announced: Int?
    /// Bytes that came after the announced ones.
    private(set) var beyond = 0
    private(set) var pieces = 0
    /// `closed`, `reset`, `silence`, or `open` when the announced body came whole.
    private(set) var ending = "open"
    /// Why a certificate was refused; nil when it was not.
    private(set) var refused: String?

    /// Asks for `url`; an `https` address is asked through Python, which trusts `authority` alone.
    init(
        _ url: String,
        method: String? = nil,
        headers: [String] = [],
        body: String? = nil,
        authority: String? = nil,
        seconds: Double = 20
    ) throws {
        guard url.hasPrefix("http://") else {
            try askPython(url, headers, authority ?? "")
            return
        }
        let parts = url.dropFirst("http://".count).split(separator: "/", maxSplits: 1)
        var lines = ["\(method ?? (body == nil ? "GET" : "POST")) /\(parts.count > 1 ? parts[1] : "") HTTP/1.1"]
        lines += ["Host: \(parts[0])"] + headers
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        let port = try #require(parts[0].split(separator: ":").last.flatMap { UInt16($0) })
        let socket = try PlainSocket(port: port)
        try socket.write(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
        try read(socket, milliseconds: Int32(seconds * 1_000))
    }

    /// The body as JSON.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:] }

    private mutating func read(_ socket: borrowing PlainSocket, milliseconds: Int32) throws {
        var received = Data()
        var head: Data.Index?
        var isOver = false
        while !isOver {
            let isWhole = head.map { received.count - $0 >= announced ?? 0 } ?? false
            switch try socket.read(milliseconds: isWhole ? 150 : milliseconds) {
            case .bytes(let piece):
                received += piece
                pieces += 1
            case .closed: (isOver, ending) = (true, isWhole ? "open" : "closed")
            case .reset: (isOver, ending) = (true, isWhole ? "open" : "reset")
            case .silence: (isOver, ending) = (true, isWhole ? "open" : "silence")
            }
            if head == nil, let end = received.range(of: Data("\r\n\r\n".utf8))?.upperBound {
                head = end
                take(head: String(decoding: received[..<end], as: UTF8.self))
            }
            // An announced body that came whole is over, unless somebody wants to see what follows it.
            if let head, received.count - head == announced, headers["connection"] == "keep-alive" { isOver = true }
        }
        guard let head else { return }
        bytes = received.count - head
        beyond = max(0, bytes - (announced ?? bytes))
        body = String(decoding: received[head...], as: UTF8.self)
    }

    private mutating func take(head: String) {
        let lines = head.components(separatedBy: "\r\n")
        status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) }
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        announced = headers["content-length"].flatMap { Int($0) }
    }

    private mutating func askPython(_ url: String, _ headers: [String], _ authority: String) throws {
        var arguments = ["python3", "\(Checkout.root)/Tests/RehearsalTests/Client/wire.py", url, authority]
        arguments += headers
        let output = try Program.run(arguments).output
        let seen = try #require(
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any],
            "\(output)"
        )
        status = seen["status"] as? Int
        ending = seen["ending"] as? String ?? ""
        refused = seen["refused"] as? String
    }
}
