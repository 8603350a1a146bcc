import NIOCore
import NIOHTTP1

/// One connection: takes requests one after another and lets the wire treat each answer as its reply says.
final class Conversation: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// Most bytes that a request may bring.
    static let maximumBody = 64 << 20

    private let respond: @Sendable (Request) -> Reply
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var waiting: [(head: HTTPRequestHead, body: [UInt8])] = []
    private var isBusy = false

    init(_ respond: @escaping @Sendable (Request) -> Reply) { self.respond = respond }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let part): take(part, context)
        case .end: finish(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let announced = head.headers["content-length"].first.flatMap { Int($0) } ?? 0
        guard announced <= Conversation.maximumBody else { return refuse(context) }
        self.head = head
        body = []
        guard head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) else { return }
        send("HTTP/1.1 100 Continue\r\n\r\n", context)
    }

    private func take(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
        guard head != nil else { return }
        body.append(contentsOf: part.readableBytesView)
        if body.count > Conversation.maximumBody { refuse(context) }
    }

    /// Ends a conversation whose request is too large; what still comes of it is passed over.
    private func refuse(_ context: ChannelHandlerContext) {
        head = nil
        body = []
        send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", context)
        close(context)
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard let head else { return }
        waiting.append((head, body))
        self.head = nil
        body = []
        answerNext(context)
    }

    private func answerNext(_ context: ChannelHandlerContext) {
        guard !isBusy, !waiting.isEmpty else { return }
        isBusy = true
        let (head, body) = waiting.removeFirst()
        var headers: [String: String] = [:]
        for header in head.headers { headers[header.name.lowercased()] = header.value }
        let request = Request(method: head.method.rawValue, target: head.uri, headers: headers, body: body)
        let reply = respond(request)
        let parts = ReplyParts(reply, isKept: head.isKeepAlive, isHead: head.method == .HEAD)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(reply.delay)) {
            let (conversation, context) = bound.value
            conversation.perform(parts.acts[...], context)
        }
    }

    private func perform(_ acts: ArraySlice<ReplyParts.Act>, _ context: ChannelHandlerContext) {
        var rest = acts
        while let act = rest.popFirst() {
            switch act {
            case .send(let bytes): context.write(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .pause(let milliseconds): return resume(rest, after: milliseconds, context)
            case .close: return close(context)
            case .reset: return WireReset.cut(context)
            case .hold: return
            }
        }
        context.flush()
        isBusy = false
        answerNext(context)
    }

    /// Ends the connection when everything is on its way; what is still waiting to be written would be dropped.
    private func close(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in bound.value.close(promise: nil) }
    }

    private func resume(_ acts: ArraySlice<ReplyParts.Act>, after pause: Int64, _ context: ChannelHandlerContext) {
        context.flush()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(pause)) {
            let (conversation, context) = bound.value
            guard context.channel.isActive else { return }
            conversation.perform(acts, context)
        }
    }

    private func send(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
