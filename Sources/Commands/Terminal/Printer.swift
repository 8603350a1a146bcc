import Reports
import Synchronization

/// The one voice of the program: data on standard output, talk on standard error; safe from any thread.
package final class Printer: Sendable {
    /// Standard output.
    package let data: OutputStream
    /// Standard error.
    package let talk: OutputStream
    /// What the user wants; the defaults until the command line is understood.
    package let preferences: Preferences
    /// Wall clock in local seconds, for the lines of the JSON log.
    private let now: @Sendable () -> String
    private let hasPassingLine = Mutex(false)

    package init(
        data: OutputStream,
        talk: OutputStream,
        preferences: Preferences,
        now: @escaping @Sendable () -> String
    ) {
        self.data = data
        self.talk = talk
        self.preferences = preferences
        self.now = now
    }

    /// The same voice for a user who wants this.
    func following(_ preferences: Preferences) -> Printer {
        Printer(data: data, talk: talk, preferences: preferences, now: now)
    }

    /// What is said, in the language of the user.
    package var phrases: any Phrases { preferences.language.phrases }

    /// The words of reports and of other rooms in that language.
    var words: any Words { preferences.language.words }

    /// Whether data is coloured.
    package var coloursData: Bool { isColoured(data) }

    /// Something that went wrong; said even when quiet.
    package func error(_ message: String) { say(message, level: .error, phrases.errorTitle, .red) }

    /// What is wrong in files that people wrote, each line of it placed already; said even when quiet.
    package func findings(_ message: String) { say(message, level: .error, nil, .plain) }

    /// Something that the user should know; silent when quiet.
    package func warning(_ message: String) {
        guard preferences.verbosity > .quiet else { return }
        say(message, level: .warning, phrases.warningTitle, .yellow)
    }

    /// What was done; silent when quiet.
    package func info(_ message: String) {
        guard preferences.verbosity > .quiet else { return }
        say(message, level: .info, nil, .plain)
    }

    /// What is done and why; only when verbose.
    package func detail(_ message: String) {
        guard preferences.verbosity == .verbose else { return }
        say(message, level: .info, nil, .faint)
    }

    /// Shows a line on the terminal that the next message or passing line replaces; nil takes it away.
    func pass(_ line: String?) {
        hasPassingLine.withLock { isThere in
            guard isThere || line != nil else { return }
            isThere = line != nil
            try? talk.write("\r\u{1B}[K" + (line ?? ""))
            try? talk.flush()
        }
    }

    private func isColoured(_ stream: OutputStream) -> Bool {
        switch preferences.colour {
        case .auto: stream.isTerminal
        case .always: true
        case .never: false
        }
    }

    /// Talk that cannot be written is lost: there is nowhere left to say so.
    private func say(_ message: String, level: LogLine.Level, _ title: String?, _ colour: Colour) {
        pass(nil)
        let line =
            switch preferences.logFormat {
            case .json: LogLine(time: now(), level: level, message: message).text
            case .text: text(message, title, colour)
            }
        try? talk.write(line)
        try? talk.flush()
    }

    private func text(_ message: String, _ title: String?, _ colour: Colour) -> String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map {
            DisplayWidth.harmless(String($0))
        }
        let body = lines.joined(separator: "\n")
        guard let title else { return (isColoured(talk) ? colour.wrapping(body) : body) + "\n" }
        return (isColoured(talk) ? colour.wrapping(title) : title) + ": \(body)\n"
    }
}
