import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A listener on 127.0.0.1 that answers every request of every connection with what `respond` says.
struct WireServer: Sendable {
    /// The port that it listens on.
    let port: Int
    private let channel: any Channel

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - port: 0 lets the system choose.
    ///   - tls: Nil: plain HTTP.
    /// - Throws: `IOError` when the port is taken.
    init(
        on group: any EventLoopGroup,
        port: Int = 0,
        tls: NIOSSLContext? = nil,
        _ respond: @escaping @Sendable (Request) -> Reply
    ) async throws {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let line = channel.pipeline.syncOperations
                    if let tls { try line.addHandler(NIOSSLServerHandler(context: tls)) }
                    try line.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
                    try line.addHandler(Conversation(respond))
                }
            }
        channel = try await bootstrap.bind(host: "127.0.0.1", port: port).get()
        self.port = channel.localAddress?.port ?? 0
    }

    /// Stops to listen; connections end with their event loops.
    func stop() async throws { try await channel.close() }
}
