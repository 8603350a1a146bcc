import ArgumentParser

/// Makes worlds to rehearse with, and serves them.
@main
struct RehearsalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doisoat-rehearsal",
        abstract:
            "Makes invented worlds of dossiers, with their truth, to rehearse reconciliations with, and serves them.",
        subcommands: [WorldCommand.self, ServeCommand.self]
    )
}
