import Glibc
import NIOCore
import NIOSSL

/// The end of a connection as a broken line makes it: what was not sent is dropped, and the peer gets a reset.
enum WireReset {
    /// Ends the connection below TLS, so that not even a farewell is sent.
    static func cut(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
            let context = bound.value
            let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
            (tls ?? context).close(promise: nil)
        }
    }
}
