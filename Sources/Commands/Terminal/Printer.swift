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
    private let state = Mutex(State())

    private struct State {
        /// Lines on the terminal that the next message replaces.
        var passing = 0
        /// Name of the run that messages are about; nil before it has one.
        var run: String?
    }

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

    /// Whether lines of progress are redrawn in place, which takes a terminal that can.
    var showsLiveLines: Bool { talk.isTerminal && preferences.logFormat == .text && preferences.movesCursor }

    /// Names the run that all further messages are about.
    package func follow(run: String) { state.withLock { $0.run = run } }

    /// Something that went wrong; said even when quiet.
    package func error(_ message: String, at place: LogPlace? = nil) {
        say(message, level: .error, phrases.errorTitle, .red, at: place)
    }

    /// What is wrong in files that people wrote, each line of it placed already; said even when quiet.
    package func findings(_ message: String) { say(message, level: .error, nil, .plain) }

    /// Something that the user should know; silent when quiet.
    package func warning(_ message: String, at place: LogPlace? = nil) {
        guard preferences.verbosity > .quiet else { return }
        say(message, level: .warning, phrases.warningTitle, .yellow, at: place)
    }

    /// What was done; silent when quiet.
    package func info(_ message: String, at place: LogPlace? = nil) {
        guard preferences.verbosity > .quiet else { return }
        say(message, level: .info, nil, .plain, at: place)
    }

    /// What is done and why; only when verbose.
    package func detail(_ message: String, at place: LogPlace? = nil) {
        guard preferences.verbosity == .verbose else { return }
        say(message, level: .info, nil, .faint, at: place)
    }

    /// What somebody asked for; said even when quiet.
    func answer(_ message: String, at place: LogPlace) { say(message, level: .info, nil, .plain, at: place) }

    /// Shows lines on the terminal that the next message or the next such lines replace; none takes them away.
    func pass(_ lines: [String]) {
        state.withLock { state in
            guard state.passing > 0 || !lines.isEmpty else { return }
            let kept = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n")
            try? talk.write(Printer.start(of: state.passing) + kept + "\u{1B}[J")
            try? talk.flush()
            state.passing = lines.count
        }
    }

    /// Moves the cursor to where so many passing lines begin.
    private static func start(of lines: Int) -> String { "\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") }

    private func isColoured(_ stream: OutputStream) -> Bool {
        switch preferences.colour {
        case .auto: stream.isTerminal
        case .always: true
        case .never: false
        }
    }

    /// Talk that cannot be written is lost: there is nowhere left to say so.
    private func say(
        _ message: String,
        level: LogLine.Level,
        _ title: String?,
        _ colour: Colour,
        at place: LogPlace? = nil
    ) {
        state.withLock { state in
            if state.passing > 0 { try? talk.write(Printer.start(of: state.passing) + "\u{1B}[J") }
            state.passing = 0
            let line =
                switch preferences.logFormat {
                case .json:
                    LogLine(time: now(), level: level, message: message, run: state.run, place: place ?? LogPlace())
                        .text
                case .text: text(Printer.prefix(place, state.run) + message, title, colour)
                }
            try? talk.write(line)
            try? talk.flush()
        }
    }

    /// `[run source page] ` before a message that is about one of them; empty for all others.
    private static func prefix(_ place: LogPlace?, _ run: String?) -> String {
        guard let place else { return "" }
        let names = [run, place.source, place.page].compactMap(\.self)
        return names.isEmpty ? "" : "[\(names.joined(separator: " "))] "
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
