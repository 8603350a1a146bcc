import Dossiers
import Glibc

/// The program as the process runs it: real streams, real clock, real environment.
package enum Entry {
    /// Runs the program once with the arguments after its name; answers the number that the process ends with.
    package static func run(_ arguments: [String]) -> Int32 {
        StandardStreams.occupy()
        Interruption.install()
        CoreFiles.forbid()
        let environment = Environment.variables
        let printer = Printer(
            data: OutputStream(descriptor: STDOUT_FILENO),
            talk: OutputStream(descriptor: STDERR_FILENO),
            preferences: Preferences(locale: environment),
            now: { Clock.system.now().text }
        )
        let driver = RunDriver.live(environment: environment, clock: .system)
        let program = Program(environment: environment, printer: printer) { printer in
            Context(
                printer: printer,
                driver: driver,
                clock: .system,
                ask: Question(talk: printer.talk).answer,
                checkInterruption: Interruption.check,
                takeQuestion: Interruption.takeQuestion
            )
        }
        return program.answer(arguments).rawValue
    }
}
