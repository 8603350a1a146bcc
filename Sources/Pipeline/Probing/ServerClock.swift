import Dossiers

/// The header Date of a server, against the clock of this machine.
enum ServerClock {
    /// Differences up to this many seconds are nothing.
    static let tolerance: Int64 = 60
    /// From this many seconds on, tokens and windows go wrong.
    static let limit: Int64 = 300

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The step for a header; nil: the server sent none.
    static func step(_ header: String?, now: Instant) -> ProbeStep {
        guard let header, let told = instant(header) else {
            return ProbeStep(.clock, .omitted, "the server does not say what time it is")
        }
        let ahead = told.seconds - now.seconds
        guard abs(ahead) > tolerance else { return ProbeStep(.clock, .sound, "\(abs(ahead)) s apart") }
        let text: Sentence =
            ahead > 0
            ? "the clock of the server is \(ahead) s ahead of this machine's"
            : "the clock of the server is \(-ahead) s behind this machine's"
        return ProbeStep(
            .clock,
            abs(ahead) > limit ? .failed : .odd,
            text,
            hint: "set both by a time server; logins and windows depend on it"
        )
    }

    /// The moment that an HTTP date names, `Wed, 25 Nov 2026 22:53:49 GMT` (RFC 9110, 5.6.7); nil for another form.
    static func instant(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])),
            let day = Int(words[1]), let year = Int(words[3])
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3,
            let utc = Instant(
                year: year,
                month: month + 1,
                day: day,
                hour: clock[0],
                minute: clock[1],
                second: clock[2],
                precision: .second
            )
        else { return nil }
        return Instant(localSeconds: utc.seconds + Instant.offset, precision: .second)
    }
}
