import Transport

/// Files on a server.
struct RemoteDrop: Sendable {
    /// Where they lie.
    let address: DropAddress
    /// Everything about a request but its address.
    let question: Question
    /// Where the key comes from that the question carries; nil: it carries none.
    let keyring: Keyring?
    /// Files that are fetched at once.
    let atOnce: Int

    /// Files at once where the settings do not say.
    static let usualAtOnce = 2
}
