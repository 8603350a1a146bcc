import ArgumentParser

/// `doisoat completion SHELL`: a script that completes commands and options.
struct CompletionCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print a completion script for a shell (hoàn thành lệnh).",
        discussion: "For example: doisoat completion bash > /etc/bash_completion.d/doisoat"
    )

    /// A shell that a script exists for.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash
        case zsh
        case fish

        var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: ArgumentHelp("Shell.", valueName: "bash|zsh|fish"))
    var shell: Shell

    var optionGroups: [any OptionGroupApplying] { [] }

    func answer(in context: Context) throws -> ExitStatus {
        try context.printer.data.write(DoisoatCommand.completionScript(for: shell.kind) + "\n")
        try context.printer.data.flush()
        return .done
    }
}
