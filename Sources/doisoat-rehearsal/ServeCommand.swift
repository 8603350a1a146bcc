import ArgumentParser
import Foundation
import Rehearsal

/// `serve`: loopback servers that behave like the systems of a district, faults included.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves a world of the shape district on 127.0.0.1 until it is told to end.",
        discussion: """
            Prints one line, `ready PATH`, when everything listens: PATH is a configuration that is ready to run.
            A fault is ordered as SOURCE:WHEN=FAULT. SOURCE is an id, a kind, `portal` or `*`; WHEN is `*`, N, N-N or \
            `login`, requests being counted from 1 for each source. FAULT is one of \
            \(Fault.allCases.map(\.rawValue).joined(separator: ", ")).
            """
    )

    @Option(help: "Folder that `world --shape district` wrote.")
    var world: String

    @Option(help: "Faults at their places, with commas between them: opencps:3=reset,igate:*=500")
    var faults = ""

    @Option(help: "Share of the requests that meet a fault, 0...1.")
    var faultRate = 0.0

    @Option(help: "What such a fault may be, with commas between them; unless it is given, what repeating mends.")
    var faultKinds = Fault.passing.map(\.rawValue).joined(separator: ",")

    @Option(help: "Same seed, same faults.")
    var seed: UInt64 = 1

    @Flag(help: "Serve over TLS, with an authority of its own.")
    var tls = false

    @Option(help: "Port of the control; the sources follow it. 0 lets the system choose.")
    var port = 0

    @Option(help: "Milliseconds before each answer.")
    var latency: Int64 = 0

    @Option(help: "A source that needs two seconds more for each answer, or ID=MILLISECONDS; may be repeated.")
    var slowSource: [String] = []

    @Option(help: "Seconds that tokens and sessions are good.")
    var tokenSeconds: Int64 = 300

    @Option(help: "Seconds after which it ends by itself.")
    var duration: Int?

    @Option(help: "Folder of mappings, from where the command is run.")
    var mappings = "mappings"

    func validate() throws {
        guard (0...1).contains(faultRate) else { throw ValidationError("--fault-rate must be 0...1") }
        guard (0...65_000).contains(port) else { throw ValidationError("--port must be 0...65000") }
        guard (0...600_000).contains(latency) else { throw ValidationError("--latency must be 0...600000") }
        guard (1...86_400).contains(tokenSeconds) else { throw ValidationError("--token-seconds must be 1...86400") }
        _ = try plan()
    }

    func run() async throws {
        let ending = Ending()
        let served = try await ServedWorld(try plan())
        try FileHandle.standardOutput.write(contentsOf: Data("ready \(served.configuration)\n".utf8))
        await ending.wait(seconds: duration)
        try await served.stop()
    }

    private func plan() throws -> ServePlan {
        var plan = ServePlan(folder: absolute(world), mappings: absolute(mappings), seed: seed)
        do {
            plan.faults.orders = try FaultOrder.list(faults)
        } catch {
            throw ValidationError("--faults: \(error)")
        }
        guard tls || !plan.faults.orders.contains(where: \.isOfCertificate) else {
            throw ValidationError("--faults: a certificate needs --tls")
        }
        plan.faults.rate = faultRate
        plan.faults.kinds = try kinds()
        plan.isEncrypted = tls
        plan.port = port
        plan.latency = latency
        plan.slow = try slow()
        plan.ticketSeconds = tokenSeconds
        return plan
    }

    private func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

    private func kinds() throws -> [Fault] {
        try faultKinds.split(separator: ",").map { name in
            guard let fault = Fault(rawValue: String(name)) else {
                throw ValidationError("--fault-kinds: there is no fault \(name)")
            }
            return fault
        }
    }

    private func slow() throws -> [String: Int64] {
        try slowSource.reduce(into: [:]) { slow, text in
            let parts = text.split(separator: "=")
            guard let id = parts.first, parts.count <= 2, let delay = parts.count == 1 ? 2_000 : Int64(parts[1]),
                (0...600_000).contains(delay)
            else {
                throw ValidationError("--slow-source: \(text) is no ID or ID=MILLISECONDS")
            }
            slow[String(id)] = delay
        }
    }
}
