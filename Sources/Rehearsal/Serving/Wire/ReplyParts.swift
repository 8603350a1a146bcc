import NIOHTTP1

/// A reply as the acts that put it on the wire.
struct ReplyParts: Sendable {
    /// One thing done with the connection.
    enum Act: Sendable, Equatable {
        case send([UInt8])
        /// Milliseconds without a byte.
        case pause(Int64)
        /// The end in order.
        case close
        /// The end with a reset.
        case reset
        /// Nothing more, until the client hangs up.
        case hold
    }

    let acts: [Act]

    /// Pieces of a body that drips, and the milliseconds between two of them.
    static let drops = 20
    static let pause: Int64 = 25

    /// - Parameters:
    ///   - isKept: Whether the connection serves further requests.
    ///   - isHead: Whether only the head was asked for.
    init(_ reply: Reply, isKept: Bool, isHead: Bool) {
        let body = reply.answer.body
        let ending: [Act] = isKept ? [] : [.close]
        func head(_ length: Int) -> [UInt8] { ReplyParts.head(reply.answer, length: length, isKept: isKept) }
        switch reply.delivery {
        case .silence: acts = [.hold]
        case .reset: acts = [.reset]
        case .half: acts = [.send(head(max(body.count, 2))), .send(Array(body.prefix(body.count / 2))), .close]
        case .tooShort:
            acts = [
                .send(head(max(body.count - body.count / 3, 1))), .send(body.isEmpty ? [0x20, 0x20] : body), .close,
            ]
        case .drip: acts = [.send(head(body.count))] + ReplyParts.pieces(body) + ending
        case .whole: acts = [.send(head(body.count))] + (isHead ? [] : [.send(body)]) + ending
        }
    }

    private static func head(_ answer: Answer, length: Int, isKept: Bool) -> [UInt8] {
        var text = "HTTP/1.1 \(answer.status) \(HTTPResponseStatus(statusCode: answer.status).reasonPhrase)\r\n"
        for header in answer.headers { text += "\(header.name): \(header.value)\r\n" }
        text += "Content-Length: \(length)\r\nConnection: \(isKept ? "keep-alive" : "close")\r\n\r\n"
        return Array(text.utf8)
    }

    private static func pieces(_ body: [UInt8]) -> [Act] {
        (0..<drops).flatMap { drop in
            let piece = body[(body.count * drop / drops)..<(body.count * (drop + 1) / drops)]
            return piece.isEmpty ? [] : [Act.pause(pause), .send(Array(piece))]
        }
    }
}
