/// What a command works with: its voice, the rooms behind it, the clock.
package struct Context {
    package let printer: Printer
    package let driver: RunDriver
    package let clock: Clock
    /// Asks a question on the terminal; nil when nobody can be asked.
    package let ask: (String) -> Bool?
    /// Throws `Interrupted` when a signal came.
    package let checkInterruption: () throws -> Void
    /// Whether somebody has asked where the run stands since the last call.
    package let takeQuestion: () -> Bool

    package init(
        printer: Printer,
        driver: RunDriver,
        clock: Clock,
        ask: @escaping (String) -> Bool?,
        checkInterruption: @escaping () throws -> Void,
        takeQuestion: @escaping () -> Bool = { false }
    ) {
        self.printer = printer
        self.driver = driver
        self.clock = clock
        self.ask = ask
        self.checkInterruption = checkInterruption
        self.takeQuestion = takeQuestion
    }

    /// Looks up while a run goes on: ends it when that is wished, shows its progress, answers who asks where it stands.
    func attend(_ progress: ProgressDisplay) throws {
        try checkInterruption()
        if takeQuestion() { progress.tellStand() }
        progress.tick()
    }

    var preferences: Preferences { printer.preferences }
}

/// A command that answers with an exit status instead of ending the process itself.
protocol Answering {
    /// Options of the command, in the order in which they are applied.
    var optionGroups: [any OptionGroupApplying] { get }

    func answer(in context: Context) throws -> ExitStatus
}
