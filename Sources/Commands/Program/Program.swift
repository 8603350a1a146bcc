import ArgumentParser
import Dossiers
import Reports
import Settings

/// One run of the program: understands the command line, lets the command answer, turns errors into words and a number.
package struct Program {
    private let environment: [String: String]
    private let printer: Printer
    private let makeContext: (Printer) -> Context

    /// A program that speaks through `printer` until it knows what the user wants.
    package init(environment: [String: String], printer: Printer, context makeContext: @escaping (Printer) -> Context) {
        self.environment = environment
        self.printer = printer
        self.makeContext = makeContext
    }

    /// Answers the arguments (without the name of the program); nothing is thrown, everything is said.
    package func answer(_ arguments: [String]) -> ExitStatus {
        do {
            let command = try DoisoatCommand.parseAsRoot(arguments)
            guard let answering = command as? any Answering else { return try help(for: command) }
            let preferences = try preferences(for: answering)
            return answer(answering, printer.following(preferences))
        } catch {
            return tell(error, printer.following(Preferences(locale: environment, arguments: arguments)))
        }
    }

    private func answer(_ command: any Answering, _ printer: Printer) -> ExitStatus {
        do {
            return try command.answer(in: makeContext(printer))
        } catch {
            return tell(error, printer)
        }
    }

    private func preferences(for command: any Answering) throws(UsageError) -> Preferences {
        var preferences = try Preferences(environment: environment)
        for group in command.optionGroups { try group.apply(to: &preferences) }
        return preferences
    }

    /// Help, and commands without an action of their own: the argument parser answers by throwing what it wants to say.
    private func help(for command: any ParsableCommand) throws -> ExitStatus {
        var command = command
        try command.run()
        return .done
    }

    private func tell(_ error: any Error, _ printer: Printer) -> ExitStatus {
        printer.pass([])
        if let status = tellParsing(error, printer) { return status }
        let status = ExitStatus(for: error)
        switch error {
        case is OutputClosed: break
        case is Interrupted: printer.error(printer.phrases.interrupted)
        case let error as UsageError: printer.error(printer.words.say(error.message))
        case let error as CommandFailure: printer.error(printer.words.say(error.message))
        case let error as Diagnostics: printer.findings(error.rendered(printer.words.say))
        case let error as Diagnostic: printer.findings(error.rendered(printer.words.say))
        case let error as any Tellable: printer.error(printer.phrases.failure(printer.words.say(error.sentence)))
        default: printer.error(printer.phrases.failure(String(describing: error)))
        }
        return status
    }

    /// What the argument parser wants to say; nil for errors of the commands.
    private func tellParsing(_ error: any Error, _ printer: Printer) -> ExitStatus? {
        guard ExitStatus(for: error) == .temporary, !(error is CommandFailure) else { return nil }
        let code = DoisoatCommand.exitCode(for: error)
        guard code == .success || code == .validationFailure else { return nil }
        let message = DoisoatCommand.fullMessage(for: error)
        if code != .success, printer.preferences.language == .vietnamese {
            printer.error(printer.words.say(ParserSentence.sentence(of: message)))
            if let help = ParserSentence.help(in: message) { printer.findings(printer.words.say("see `\(help)`")) }
            return .usage
        }
        do {
            let stream = code == .success ? printer.data : printer.talk
            try stream.write(message + "\n")
            try stream.flush()
            return code == .success ? .done : .usage
        } catch {
            return ExitStatus(for: error)
        }
    }
}
