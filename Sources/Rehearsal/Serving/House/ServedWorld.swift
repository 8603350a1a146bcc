import NIOCore
import NIOPosix
import NIOSSL

/// A world that is being served: one port for each system, one for the control.
package struct ServedWorld: Sendable {
    /// The configuration that is ready to run.
    package let configuration: String
    /// Scheme, host and port of the control.
    package let control: String
    private let group: MultiThreadedEventLoopGroup
    private let servers: [WireServer]

    /// Starts everything and writes `served/doisoat.yaml` when all listen.
    ///
    /// - Throws: `WorldError`, `FaultOrder.Unplaced`, `OutputError`, `ToolError`, or an error of the system when a port is taken.
    package init(_ plan: ServePlan) async throws {
        let world = DistrictWorld(try plan.shape())
        let house = try House(plan, world)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        var servers: [WireServer] = []
        do {
            let opened = try await WireServer(on: group, port: plan.port, house.control.reply)
            servers.append(opened)
            control = "http://127.0.0.1:\(opened.port)"
            house.elsewhere.text = "http://localhost:\(opened.port)"
            for gate in house.gates {
                let port = plan.port == 0 ? 0 : plan.port + servers.count
                let server = try await WireServer(on: group, port: port, tls: try house.tls(gate.gate), gate.gate.reply)
                servers.append(server)
                gate.origin.text = "\(plan.isEncrypted ? "https" : "http")://127.0.0.1:\(server.port)"
            }
            configuration = try house.writeConfiguration(control: control)
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
        self.servers = servers
    }

    /// Ends everything.
    package func stop() async throws {
        for server in servers { try await server.stop() }
        try await group.shutdownGracefully()
    }
}
