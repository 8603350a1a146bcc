import NIOCore
import Synchronization

/// Tokens or sessions that a system gives out, each good for a while.
final class Tickets: Sendable {
    private struct Issued {
        var number = 0
        var ends: [String: NIODeadline] = [:]
    }

    /// How long a ticket is good.
    let seconds: Int64
    private let issued = Mutex(Issued())

    init(seconds: Int64) { self.seconds = seconds }

    /// A new ticket, in the form of an UUID.
    func issue() -> String {
        issued.withLock { issued in
            issued.number += 1
            var text = ByteText()
            text.append("00000000-0000-4000-8000-")
            text.append(issued.number, width: 12)
            let ticket = String(decoding: text.bytes, as: UTF8.self)
            issued.ends[ticket] = .now() + .seconds(seconds)
            return ticket
        }
    }

    /// Whether a ticket was given out and is still good; nil is none.
    func admit(_ ticket: String?) -> Bool {
        guard let ticket else { return false }
        return issued.withLock { issued in
            guard let end = issued.ends[ticket] else { return false }
            if end > .now() { return true }
            issued.ends[ticket] = nil
            return false
        }
    }

    /// Makes every ticket worthless.
    func expire() { issued.withLock { $0.ends.removeAll() } }
}
