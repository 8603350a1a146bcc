import Synchronization

/// Scheme, host and port of a server, known once it listens.
final class Origin: Sendable {
    private let value = Mutex("")

    /// Without a slash at its end.
    var text: String {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
