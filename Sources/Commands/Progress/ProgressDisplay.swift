package import Reports
import Synchronization

/// Shows how far a run has come: a line for each source on a terminal, else a line every 30 seconds; what must be known is
/// told at once; safe from any thread.
package final class ProgressDisplay: Sendable {
    private static let redraw = Duration.milliseconds(100)
    private static let line = Duration.seconds(30)

    private struct State {
        var board = PullBoard()
        var shownAt: Duration
    }

    private let printer: Printer
    private let clock: @Sendable () -> Duration
    private let isLive: Bool
    private let state: Mutex<State>

    /// A display that has shown nothing yet.
    ///
    /// - Parameter clock: time since some fixed moment; never goes back.
    package init(printer: Printer, clock: @escaping @Sendable () -> Duration) {
        self.printer = printer
        self.clock = clock
        isLive = printer.showsLiveLines
        state = Mutex(State(shownAt: clock()))
    }

    /// Takes note of the progress, tells what must be known and shows the rest when it is time.
    package func show(_ progress: RunProgress) {
        let now = clock()
        state.withLock { $0.board.take(progress, at: now) }
        if case .source(let id, let news) = progress { tell(news, of: id) }
        refresh(at: now)
    }

    /// Shows what time alone has changed; to be called now and then.
    package func tick() {
        let now = clock()
        for source in state.withLock({ $0.board.newlySilent(at: now) }) {
            let seconds = Int(PulledSource.patience / .seconds(1))
            printer.warning(printer.phrases.silent(seconds: seconds), at: LogPlace(source: source))
        }
        refresh(at: now)
    }

    /// Tells where the run stands, whatever the user wants to hear: somebody asked.
    package func tellStand() {
        for (source, text) in text(at: clock()).stand { printer.answer(text, at: LogPlace(source: source)) }
    }

    /// Tells what was pulled by a run that ends before its time.
    func tellKept() {
        let sources = state.withLock { $0.board.sources }
        guard sources.pages > 0 else { return }
        printer.info(printer.phrases.kept(pages: sources.pages, records: sources.records))
    }

    /// Takes the lines away.
    package func end() { printer.pass([]) }

    // MARK: - Showing

    private func refresh(at now: Duration) {
        guard printer.preferences.showsProgress, printer.preferences.verbosity > .quiet, isDue(now) else { return }
        let text = text(at: now)
        if isLive {
            guard mayDraw(text.board) else { return }
            let size = printer.talk.size
            printer.pass(text.lines(columns: size.columns, rows: size.rows))
        } else if !text.line.isEmpty {
            printer.info(text.line, at: LogPlace())
        }
    }

    /// Findings that go to the same terminal line by line leave no room for lines that are redrawn.
    private func mayDraw(_ board: PullBoard) -> Bool { board.stage?.stage != .writing || !printer.data.isTerminal }

    /// Whether it is time to show something again; notes that it was done.
    private func isDue(_ now: Duration) -> Bool {
        state.withLock { state in
            guard now - state.shownAt >= (isLive ? ProgressDisplay.redraw : ProgressDisplay.line) else { return false }
            state.shownAt = now
            return true
        }
    }

    private func text(at now: Duration) -> BoardText {
        BoardText(phrases: printer.phrases, board: state.withLock { $0.board }, now: now)
    }

    // MARK: - Telling

    private func tell(_ news: SourceNews, of source: String) {
        let (phrases, place) = (printer.phrases, LogPlace(source: source))
        switch news {
        case .begun: printer.detail(phrases.sourceBegun, at: place)
        case .page(let page):
            let place = LogPlace(source: source, page: page.name)
            printer.detail(phrases.pageCame(records: page.records, bytes: page.bytes), at: place)
        case .readAgain: printer.warning(phrases.listReadAgain, at: place)
        case .loginRenewed: printer.info(phrases.loginRenewed, at: place)
        case .remark(let remark): printer.warning(printer.words.say(remark), at: place)
        case .ended(let problems):
            for problem in problems { printer.warning(printer.words.say(problem), at: place) }
            if problems.isEmpty { printer.detail(phrases.completeSource, at: place) }
        }
    }
}
