import Dossiers
import Formats
import Synchronization
package import Transport

/// Keeps the key of one login, and logs in when there is none, when it ends soon, or when it was refused.
///
/// One for each login, shared by the sources that use it; safe from any thread. The key is never written anywhere.
package final class Keyring: Sendable {
    /// What a login gave.
    package struct Key: Sendable {
        package let text: Hidden
        /// Tells keys of one ring apart.
        package let generation: Int
        let end: ContinuousClock.Instant?
    }

    private struct State {
        var key: Key?
        var logins = 0
    }

    private let login: Login
    private let now: @Sendable () -> ContinuousClock.Instant
    private let pause: @Sendable (Int) -> Void
    private let state = Mutex(State())

    /// Logins that are tried before the source is given up.
    private static let attempts = 3

    /// A ring without a key.
    package init(
        _ login: Login,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        pause: @escaping @Sendable (Int) -> Void = { AskingPause.wait(after: $0) }
    ) {
        self.login = login
        self.now = now
        self.pause = pause
    }

    /// A key that holds; logs in on the calling thread when need be, others wait meanwhile.
    ///
    /// - Throws: `loginFailed`.
    @available(*, noasync)
    package func key(with engine: TransferEngine, within rest: Duration) throws(FeedProblem) -> Key {
        try state.withLock { state throws(FeedProblem) in
            if let key = state.key, key.end.map({ now() < $0 }) ?? true { return key }
            let key = try key(number: state.logins + 1, engine, within: rest)
            state.logins += 1
            state.key = key
            return key
        }
    }

    /// Lets go of a key that was refused; a newer one stays.
    package func discard(_ generation: Int) {
        state.withLock { if $0.key?.generation == generation { $0.key = nil } }
    }

    // MARK: - Logging in

    @available(*, noasync)
    private func key(number: Int, _ engine: TransferEngine, within rest: Duration) throws(FeedProblem) -> Key {
        var failure: FeedProblem?
        for attempt in 1...Keyring.attempts {
            do throws(FeedProblem) {
                return try asked(number: number, engine, within: rest)
            } catch {
                guard error.isTransient else { throw error }
                failure = error
                if attempt < Keyring.attempts { pause(attempt) }
            }
        }
        throw failure ?? FeedProblem(.loginFailed, source: "\(login.question.request)")
    }

    @available(*, noasync)
    private func asked(number: Int, _ engine: TransferEngine, within rest: Duration) throws(FeedProblem) -> Key {
        let collector = ByteCollector()
        var request = try request()
        request.timeouts.total = min(request.timeouts.total, rest)
        request.maximumBytes = 1 << 20
        do throws(TransportError) {
            _ = try engine.perform(request, into: collector)
        } catch {
            throw failure(error.sentence, isTransient: error.isTransient)
        }
        return try key(number: number, in: collector.bytes)
    }

    private func request() throws(FeedProblem) -> TransferRequest {
        let place = AskedPlace(slice: .whole, number: 1, numberAfter: 2)
        do throws(XMLWriter.Problem) {
            return try login.question.request(for: place)
        } catch {
            throw FeedProblem(.unaskable, source: "\(login.question.request)")
        }
    }

    private func key(number: Int, in bytes: [UInt8]) throws(FeedProblem) -> Key {
        guard let answer = try? RecordTree.json(bytes.span, limits: FormatLimits()) else {
            throw failure("the answer is no JSON", isTransient: true)
        }
        if let name = login.codeName {
            let code = answer[name]?.scalarText.flatMap { Int($0) }
            guard code == 0 else { throw failure("\(Sentence(said: name)) is not 0", isTransient: false) }
        }
        guard let text = answer[login.keyName]?.scalarText, !text.isEmpty else {
            throw failure("the answer holds no \(Sentence(said: login.keyName))", isTransient: true)
        }
        return Key(text: Hidden(text), generation: number, end: lifetime(in: answer).map { now() + $0 })
    }

    /// How long the key is used: a tenth less than it holds, at least a second.
    private func lifetime(in answer: RecordValue) -> Duration? {
        let said = login.lifetimeName.flatMap { answer[$0]?.scalarText }.flatMap { Int($0) }
        guard let lifetime = said.map({ Duration.seconds($0) }) ?? login.lifetime else { return nil }
        return max(.seconds(1), lifetime * 9 / 10)
    }

    private func failure(_ detail: Sentence, isTransient: Bool) -> FeedProblem {
        FeedProblem(.loginFailed, source: "\(login.question.request)", detail: detail, isTransient: isTransient)
    }
}
