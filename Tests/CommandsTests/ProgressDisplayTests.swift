import Dossiers
import Reports
import Synchronization
import Testing

@testable import Commands

/// What a person who waits is shown.
struct ProgressDisplayTests {
    private final class Time: Sendable {
        private let duration = Mutex(Duration.zero)
        var now: Duration {
            get { duration.withLock { $0 } }
            set { duration.withLock { $0 = newValue } }
        }
    }

    /// A display with its clock.
    private struct Setting {
        let printer: Printer
        let time = Time()
        let display: ProgressDisplay

        init(terminal: Bool, environment: [String: String] = [:], _ change: (inout Preferences) -> Void = { _ in })
            throws
        {
            var preferences = try Preferences(environment: ["LANG": "en_US"].merging(environment) { $1 })
            change(&preferences)
            let time = time
            printer = Printer(
                data: OutputStream(capturingAsTerminal: terminal),
                talk: OutputStream(capturingAsTerminal: terminal),
                preferences: preferences,
                now: { "now" }
            )
            printer.follow(run: "R1")
            display = ProgressDisplay(printer: printer) { time.now }
        }

        var said: String { printer.talk.captured }

        /// Begins a run of these sources, of which the first is pulled.
        func begin(_ sources: String...) {
            display.show(.begun(sources: sources))
            display.show(.source(sources[0], .begun))
        }

        func page(_ records: Int, at seconds: Int) {
            time.now = .seconds(seconds)
            display.show(.source("huyen", .page(PulledPage(name: "p2.json", records: records, bytes: 9))))
        }
    }

    @Test func `on a terminal the lines are redrawn in place and taken away`() throws {
        let setting = try Setting(terminal: true)
        setting.begin("huyen", "portal")
        setting.page(100, at: 10)
        setting.display.show(.stage(.reading, done: 100))
        setting.page(100, at: 20)
        #expect(Screen(setting.said).lines == ["huyen  2 pages, 200 records, 10/s", "1 waiting", "reading 100"])
        setting.printer.warning("look")
        #expect(Screen(setting.said).lines.map { $0.suffix(6) } == [": look"])
        setting.page(100, at: 30)
        #expect(Screen(setting.said).lines.count == 4)
        setting.display.end()
        #expect(Screen(setting.said).lines.count == 1)
    }

    @Test func `fewer lines leave nothing of more`() throws {
        let setting = try Setting(terminal: true)
        setting.begin("huyen", "portal")
        setting.display.show(.source("portal", .begun))
        setting.page(100, at: 10)
        #expect(Screen(setting.said).lines.count == 2)
        setting.time.now = .seconds(20)
        setting.display.show(.source("portal", .ended(problems: [])))
        setting.time.now = .seconds(30)
        setting.display.show(.source("huyen", .ended(problems: [])))
        setting.display.show(.stage(.comparing, done: 0))
        setting.time.now = .seconds(40)
        setting.display.tick()
        #expect(Screen(setting.said).lines == ["comparing 0"])
    }

    @Test func `the lines are redrawn at most ten times a second`() throws {
        let setting = try Setting(terminal: true)
        setting.begin("huyen")
        for milliseconds in stride(from: 0, through: 1_000, by: 10) {
            setting.time.now = .milliseconds(milliseconds)
            setting.display.tick()
        }
        #expect(setting.said.split(separator: "\u{1B}[J").count == 10)
    }

    @Test func `findings that go to the same terminal are not disturbed`() throws {
        let setting = try Setting(terminal: true)
        setting.begin("huyen")
        setting.display.show(.stage(.writing, done: 1, total: 2))
        setting.time.now = .seconds(10)
        setting.display.tick()
        #expect(setting.said.isEmpty)
    }

    @Test(arguments: [["TERM": "dumb"], ["DOISOAT_LOG_FORMAT": "json"]])
    func `a terminal that cannot or must not be steered gets lines`(environment: [String: String]) throws {
        let setting = try Setting(terminal: true, environment: environment) { $0.colour = .never }
        setting.begin("huyen")
        setting.page(100, at: 40)
        setting.display.end()
        #expect(!setting.said.contains("\u{1B}"))
        #expect(setting.said.contains("0 of 1 sources have ended, 1 pages, 100 records"))
    }

    @Test func `without a terminal a line comes every thirty seconds`() throws {
        let setting = try Setting(terminal: false)
        setting.begin("huyen", "portal")
        for second in stride(from: 5, through: 65, by: 5) { setting.page(50, at: second) }
        #expect(
            setting.said == """
                [R1] 0 of 2 sources have ended, 6 pages, 300 records, 10/s; slowest: huyen (6 pages, 300 records, 10/s)
                [R1] 0 of 2 sources have ended, 12 pages, 600 records, 10/s; slowest: huyen (12 pages, 600 records, 10/s)

                """
        )
    }

    @Test func `time alone shows that nothing comes`() throws {
        let setting = try Setting(terminal: false)
        setting.begin("huyen")
        for second in stride(from: 0, through: 120, by: 5) {
            setting.time.now = .seconds(second)
            setting.display.tick()
        }
        let lines = setting.said.split(separator: "\n")
        #expect(lines.filter { $0 == "warning: [R1 huyen] nothing has come for 60 s" }.count == 1)
        #expect(lines.filter { $0.hasPrefix("[R1] 0 of 1") }.count == 4)
        #expect(lines.last?.contains("nothing has come for 120 s") == true)
    }

    @Test func `nothing is shown that is not wanted`() throws {
        for terminal in [true, false] {
            let unwanted = try Setting(terminal: terminal) { $0.showsProgress = false }
            let quiet = try Setting(terminal: terminal) { $0.verbosity = .quiet }
            for setting in [unwanted, quiet] {
                setting.begin("huyen")
                setting.page(100, at: 50)
                setting.display.end()
                #expect(setting.said.isEmpty)
            }
        }
    }

    @Test func `pages are told when verbose`() throws {
        let setting = try Setting(terminal: false) { $0.verbosity = .verbose }
        setting.begin("huyen")
        setting.page(100, at: 1)
        setting.display.show(.source("huyen", .ended(problems: [])))
        #expect(
            setting.said == """
                [R1 huyen] is asked
                [R1 huyen p2.json] 100 records, 9 bytes
                [R1 huyen] complete

                """
        )
    }

    @Test func `what must be known is told at once`() throws {
        let setting = try Setting(terminal: false) { $0.showsProgress = false }
        setting.begin("huyen")
        setting.display.show(.source("huyen", .remark("certificates are not checked; whoever answers is believed")))
        setting.display.show(.source("huyen", .readAgain(pages: 1, records: 2)))
        setting.display.show(.source("huyen", .loginRenewed))
        setting.display.show(.source("huyen", .ended(problems: ["it broke"])))
        #expect(
            setting.said == """
                warning: [R1 huyen] certificates are not checked; whoever answers is believed
                warning: [R1 huyen] the list changed while it was read; it is read again
                [R1 huyen] the server refused the login of before; logged in again
                warning: [R1 huyen] it broke

                """
        )
    }

    @Test func `lines of json carry run, source and page`() throws {
        let setting = try Setting(terminal: false) {
            $0.verbosity = .verbose
            $0.logFormat = .json
        }
        setting.begin("huyen")
        setting.page(100, at: 40)
        setting.printer.error("over")
        let lines = setting.said.split(separator: "\n").map(String.init)
        #expect(
            lines == [
                #"{"time":"now","level":"info","message":"is asked","run":"R1","source":"huyen"}"#,
                #"{"time":"now","level":"info","message":"100 records, 9 bytes","run":"R1","source":"huyen","page":"p2.json"}"#,
                #"{"time":"now","level":"info","message":"0 of 1 sources have ended, 1 pages, 100 records, 2.5/s; "#
                    + #"slowest: huyen (1 pages, 100 records, 2.5/s)","run":"R1"}"#,
                #"{"time":"now","level":"error","message":"over","run":"R1"}"#,
            ]
        )
    }

    @Test func `who asks is answered even when quiet`() throws {
        let setting = try Setting(terminal: false) { $0.verbosity = .quiet }
        setting.begin("huyen", "portal")
        setting.page(100, at: 10)
        setting.display.show(.stage(.reading, done: 100))
        setting.display.tellStand()
        #expect(
            setting.said == """
                [R1 huyen] 1 pages, 100 records, 10/s
                [R1 portal] waiting
                [R1] reading 100

                """
        )
    }
}
