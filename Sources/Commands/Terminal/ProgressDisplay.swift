package import Reports
import Synchronization

/// Shows how far a run has come: a bar on a terminal, else a line every 30 seconds, nothing when it is not wanted;
/// safe from any thread.
package final class ProgressDisplay: Sendable {
    private static let redraw = Duration.milliseconds(100)
    private static let line = Duration.seconds(30)

    private let printer: Printer
    private let clock: @Sendable () -> Duration
    private let isBar: Bool
    private let shownAt: Mutex<Duration>

    /// A display that has shown nothing yet.
    ///
    /// - Parameter clock: time since some fixed moment; never goes back.
    package init(printer: Printer, clock: @escaping @Sendable () -> Duration) {
        self.printer = printer
        self.clock = clock
        isBar = printer.talk.isTerminal && printer.preferences.logFormat == .text
        shownAt = Mutex(clock())
    }

    /// Takes note of the progress and shows it when it is time.
    package func show(_ progress: RunProgress) {
        guard printer.preferences.showsProgress, printer.preferences.verbosity > .quiet else { return }
        guard isDue() else { return }
        isBar ? printer.pass(bar(progress) + sentence(progress)) : printer.info(sentence(progress))
    }

    /// Takes the bar away.
    package func end() { printer.pass(nil) }

    /// Whether it is time to show something again; notes that it was done.
    private func isDue() -> Bool {
        let now = clock()
        return shownAt.withLock { shownAt in
            guard now - shownAt >= (isBar ? ProgressDisplay.redraw : ProgressDisplay.line) else { return false }
            shownAt = now
            return true
        }
    }

    private func bar(_ progress: RunProgress) -> String {
        guard let total = progress.total, total > 0 else { return "" }
        let filled = max(0, min(20, progress.done * 20 / total))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled) + " "
    }

    private func sentence(_ progress: RunProgress) -> String {
        let stage = printer.phrases.stage(progress.stage)
        let amount = progress.total.map { "\(progress.done)/\($0)" } ?? "\(progress.done)"
        return [stage, progress.source.map(DisplayWidth.harmless), amount].compactMap(\.self).joined(separator: " ")
    }
}
