/// Where the body of a transfer goes.
///
/// The engine calls it on its own thread, one call at a time. While a call works nothing more is read from that
/// server, so a slow sink slows the sender down instead of filling memory.
package protocol ByteSink: AnyObject, Sendable {
    /// Called before the body begins: what was delivered before is void. An attempt that goes on where an earlier one broke
    /// off does not begin again.
    func begin() throws
    /// Takes the next decoded bytes; they are gone after the call. Throwing stops the transfer for good.
    func receive(_ bytes: Span<UInt8>) throws
}
