import Commands
import Glibc
import Pipeline
import Reports
import Testing

struct TerminalTests {
    private func printer(terminal: Bool, _ change: (inout Preferences) -> Void = { _ in }) -> Printer {
        var preferences = Preferences(locale: ["LANG": "en_US"])
        change(&preferences)
        return Printer(
            data: OutputStream(capturingAsTerminal: false),
            talk: OutputStream(capturingAsTerminal: terminal),
            preferences: preferences,
            now: { "now" }
        )
    }

    @Test func messagesFollowTheVerbosity() {
        let quiet = printer(terminal: false) { $0.verbosity = .quiet }
        let normal = printer(terminal: false)
        let verbose = printer(terminal: false) { $0.verbosity = .verbose }
        for printer in [quiet, normal, verbose] {
            printer.detail("d")
            printer.info("i")
            printer.warning("w")
            printer.error("e")
        }
        #expect(quiet.talk.captured == "error: e\n")
        #expect(normal.talk.captured == "i\nwarning: w\nerror: e\n")
        #expect(verbose.talk.captured == "d\ni\nwarning: w\nerror: e\n")
    }

    @Test func messagesCannotSteerTheTerminal() {
        let printer = printer(terminal: false)
        printer.error("a\u{1B}[2Jb\nc")
        #expect(printer.talk.captured == "error: a [2Jb\nc\n")
    }

    @Test func titlesAreColouredOnATerminal() {
        let printer = printer(terminal: true)
        printer.error("x")
        #expect(printer.talk.captured == "\u{1B}[31merror\u{1B}[0m: x\n")
    }

    @Test func closedOutputIsTold() throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        close(ends[0])
        signal(SIGPIPE, SIG_IGN)
        let stream = OutputStream(descriptor: ends[1])
        try stream.write("x")
        #expect(throws: OutputClosed()) { try stream.flush() }
        close(ends[1])
    }

    @Test func fullDiskIsTold() throws {
        let descriptor = unsafe open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        let stream = OutputStream(descriptor: descriptor)
        try stream.write("x")
        #expect(throws: OutputFailure.self) { try stream.flush() }
    }

    @Test func phrasesAreCompleteInBothLanguages() {
        for language in Language.allCases {
            let phrases = language.phrases
            #expect(Set(ColumnTitle.allCases.map(phrases.title)).count == ColumnTitle.allCases.count)
            #expect(Set(RunProgress.Stage.allCases.map(phrases.stage)).count == RunProgress.Stage.allCases.count)
            #expect(Set(ProbeStep.Kind.allCases.map(phrases.name)).count == ProbeStep.Kind.allCases.count)
            #expect(Set(ProbeStep.Verdict.allCases.map(phrases.name)).count == ProbeStep.Verdict.allCases.count)
            #expect(phrases.failure("because").contains("because"))
        }
        #expect(VietnamesePhrases().errorTitle != EnglishPhrases().errorTitle)
    }
}
