import Synchronization

/// Keeps a body in memory; for answers that are small by nature, such as those of a login.
package final class ByteCollector: ByteSink {
    private let collected = Mutex<[UInt8]>([])

    /// An empty collector.
    package init() {}

    /// What the last attempt delivered so far.
    package var bytes: [UInt8] { collected.withLock { $0 } }

    /// Forgets what an earlier attempt delivered.
    package func begin() {
        collected.withLock { $0.removeAll(keepingCapacity: true) }
    }

    /// Appends `bytes`.
    package func receive(_ bytes: Span<UInt8>) {
        // SAFETY: the bytes are copied during the call.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            collected.withLock { unsafe $0.append(contentsOf: buffer) }
        }
    }
}
