import Commands
import Testing

struct HelpTests {
    private let stage = Stage()

    @Test func helpNamesEveryCommandAndExitStatus() {
        #expect(stage.run("--help") == .done)
        let help = stage.data.captured
        for command in ["diff", "run", "check", "explain", "mappings", "config", "completion"] {
            #expect(help.contains("\n  \(command) "), "\(command)")
        }
        for status in ExitStatus.allCases { #expect(help.contains("\(status.rawValue)")) }
        #expect(help.contains("đối soát hồ sơ"))
    }

    @Test(arguments: [
        ["diff"], ["run"], ["check"], ["explain"], ["mappings", "test"], ["mappings", "unmapped"],
        ["mappings", "coverage"], ["config", "show"], ["completion"],
    ])
    func everyCommandExplainsItself(command: [String]) {
        #expect(stage.run(command + ["--help"]) == .done)
        #expect(stage.data.captured.contains("OVERVIEW: "))
        #expect(stage.data.captured.contains("USAGE: doisoat " + command.joined(separator: " ")))
        #expect(stage.talk.captured.isEmpty)
    }

    @Test func everyOptionIsInSomeHelp() {
        var help = ""
        for command in ["diff", "run"] {
            stage.run(command, "--help")
            help += stage.data.captured
        }
        for variable in Variable.allCases { #expect(help.contains(variable.option), "\(variable.option)") }
    }

    @Test(arguments: [[], ["mappings"], ["config"]])
    func groupsWithoutACommandShowTheirHelp(arguments: [String]) {
        #expect(stage.run(arguments) == .done)
        #expect(stage.data.captured.contains("SUBCOMMANDS:"))
    }

    @Test(arguments: [("bash", "complete "), ("zsh", "#compdef doisoat"), ("fish", "complete -c ")])
    func completionScriptsArePrinted(shell: String, mark: String) {
        #expect(stage.run("completion", shell) == .done)
        #expect(stage.data.captured.contains(mark))
    }

    @Test func versionIsPrinted() {
        #expect(stage.run("--version") == .done)
        #expect(stage.data.captured == "0.1.0\n")
    }
}
