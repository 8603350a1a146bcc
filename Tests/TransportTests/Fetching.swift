import Glibc
import Synchronization
import Transport

/// Fetches into memory.
func fetch(_ request: TransferRequest, with engine: TransferEngine? = nil) async throws -> (TransferResult, String) {
    let collector = ByteCollector()
    let result = try await (engine ?? TransferEngine()).transfer(request, into: collector)
    return (result, String(decoding: collector.bytes, as: UTF8.self))
}

/// The error of a transfer; nil when it succeeds.
func failure(of request: TransferRequest, with engine: TransferEngine? = nil) async -> TransportError? {
    do {
        _ = try await fetch(request, with: engine)
        return nil
    } catch {
        return error as? TransportError
    }
}

/// A pace whose clock jumps an hour at every look, so that no pause takes time, and whose chance is `fraction`.
func leapingPace(fraction: Double = 1) -> TransferPace {
    let looks = Mutex<Int>(0)
    let start = ContinuousClock.now
    return TransferPace(
        now: {
            looks.withLock { looks in
                looks += 1
                return start + .seconds(3_600 * looks)
            }
        },
        fraction: { fraction }
    )
}

/// A million bytes "0" through `gzip -9`.
let gzippedZeros: [UInt8] =
    [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xED, 0xC1, 0x81, 0x00, 0x00, 0x00, 0x00, 0xC3,
        0x20, 0xA5, 0xF9, 0xD3, 0x1D, 0xE4, 0x55, 0x01,
    ]
    + [UInt8](repeating: 0x00, count: 968)
    + [0xAF, 0x06, 0x53, 0x6A, 0x31, 0x4A, 0x40, 0x42, 0x0F, 0x00]
