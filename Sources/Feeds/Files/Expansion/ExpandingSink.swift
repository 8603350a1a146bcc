import Synchronization
import Transport

/// Writes what a transfer brings into a page of the archive: expanded if it is gzip, else as it comes.
///
/// A zip file is kept as it comes, for it tells only at its end what it holds.
final class ExpandingSink: ByteSink {
    private struct State: ~Copyable {
        /// nil until the beginning is there.
        var form: CompressedForm?
        /// Bytes that wait for the form to be known.
        var start: [UInt8] = []
        var inflater: Inflater?
        /// Whether the last stream is over and zeros follow, as tapes leave them.
        var isPadded = false
        var received: Int64 = 0
        var written: Int64 = 0
        var failure: ExpansionFailure?
    }

    let page: ArchivePage
    private let most: Int64
    private let state = Mutex(State())

    /// - Parameter most: bytes that may come out.
    init(_ page: ArchivePage, most: Int64) {
        self.page = page
        self.most = most
    }

    /// Bytes that came in.
    var received: Int64 { state.withLock { $0.received } }
    /// Bytes that came out.
    var written: Int64 { state.withLock { $0.written } }
    /// What the bytes were; known once `finish()` was called.
    var form: CompressedForm { state.withLock { $0.form ?? .plain } }
    /// Why the sink stopped the transfer; nil when it did not, or when the page failed.
    var failure: ExpansionFailure? { state.withLock { $0.failure } }

    /// Forgets what an earlier attempt delivered.
    func begin() throws {
        try page.begin()
        state.withLock { $0 = State() }
    }

    /// Takes the next bytes.
    func receive(_ bytes: Span<UInt8>) throws {
        try state.withLock { state in
            state.received += Int64(bytes.count)
            try remembering(&state) { state throws(ExpansionFailure) in try take(bytes, &state) }
        }
    }

    /// Ends the page.
    ///
    /// - Throws: `cutShort` when gzip ends too early, and what is wrong with files too short to be looked at before.
    func finish() throws(ExpansionFailure) {
        try state.withLock { state throws(ExpansionFailure) in
            try remembering(&state) { state throws(ExpansionFailure) in
                if state.form == nil { try begin(.plain, &state) }
                if state.form == .gzip, state.inflater?.isAtEnd != true { throw .cutShort }
            }
        }
    }

    private func remembering(
        _ state: inout State,
        _ work: (inout State) throws(ExpansionFailure) -> Void
    ) throws(ExpansionFailure) {
        do throws(ExpansionFailure) {
            try work(&state)
        } catch {
            state.failure = error
            throw error
        }
    }

    private func take(_ bytes: Span<UInt8>, _ state: inout State) throws(ExpansionFailure) {
        guard let form = state.form else {
            for index in bytes.indices { state.start.append(bytes[index]) }
            if state.start.count >= CompressedForm.length { try begin(CompressedForm(start: state.start), &state) }
            return
        }
        if form == .gzip { try expand(bytes, &state) } else { try write(bytes, &state) }
    }

    private func begin(_ form: CompressedForm, _ state: inout State) throws(ExpansionFailure) {
        state.form = form
        if form == .gzip { state.inflater = try Inflater(.gzip) }
        let start = state.start
        state.start = []
        if !start.isEmpty { try take(start.span, &state) }
    }

    /// One stream may follow another; what comes out is one text.
    private func expand(_ bytes: Span<UInt8>, _ state: inout State) throws(ExpansionFailure) {
        var place = 0
        while place < bytes.count {
            guard var inflater = state.inflater.take() else { return }
            if inflater.isAtEnd, !state.isPadded {
                if bytes[place] == 0 { state.isPadded = true } else { inflater.restart() }
            }
            var failure: ExpansionFailure?
            do throws(ExpansionFailure) {
                if state.isPadded {
                    guard bytes[place] == 0 else { throw .damaged }
                    place += 1
                } else {
                    place = try inflater.expand(bytes, from: place) { piece throws(ExpansionFailure) in
                        try write(piece, &state)
                    }
                }
            } catch {
                failure = error
            }
            state.inflater = consume inflater
            if let failure { throw failure }
        }
    }

    private func write(_ bytes: Span<UInt8>, _ state: inout State) throws(ExpansionFailure) {
        guard Int64(bytes.count) <= most - state.written else { throw .tooLarge }
        do { try page.receive(bytes) } catch { throw .unreadable }
        state.written += Int64(bytes.count)
    }
}
