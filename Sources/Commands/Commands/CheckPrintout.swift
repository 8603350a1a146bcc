import Dossiers
import Formats
import Pipeline
import Reports
import Settings

/// Prints what `check` found: what is in order as data, what is not as talk too.
struct CheckPrintout {
    let printer: Printer

    private var phrases: any Phrases { printer.phrases }

    /// Tells one finding.
    func tell(_ finding: CheckFinding) throws {
        let subject = DisplayWidth.harmless(name(of: finding.subject))
        if printer.preferences.format != .json, finding.diagnostics == nil {
            let verdict = finding.isSound ? phrases.sound : phrases.unsound
            try printer.data.write("\(subject): \(verdict)\n" + table(of: finding.steps))
            try printer.data.flush()
        }
        if let diagnostics = finding.diagnostics {
            printer.error("\(subject)\n\(diagnostics.rendered(printer.words.say))")
        } else if let failure = finding.failure {
            let told = "\(phrases.name(of: failure.kind)): \(printer.words.say(failure.told))"
            printer.error("\(subject): \(told)", at: source(of: finding))
        }
    }

    /// Writes everything as one JSON document; texts are in the language of the user, names in none.
    func writeDocument(of findings: [CheckFinding]) throws {
        var json = JSONWriter(layout: .pretty)
        json.list { list in
            for finding in findings { list.object { write(finding, to: &$0) } }
        }
        json.endLine()
        try printer.data.append { $0 += json.bytes }
    }

    // MARK: - Steps

    private func table(of steps: [ProbeStep]) -> String {
        guard !steps.isEmpty else { return "" }
        var table = TextTable([.left, .left, .left, .left], widest: 400, isColoured: printer.coloursData)
        for step in steps {
            let verdict = TextTable.Cell(phrases.name(of: step.verdict), colour: CheckPrintout.colour(of: step.verdict))
            let kind = TextTable.Cell(phrases.name(of: step.kind))
            table.add([" ", verdict, kind, TextTable.Cell(printer.words.say(step.told))])
            for tally in step.setAside { table.add([" ", "", "", text(of: tally)]) }
            if let hint = step.hint { table.add([" ", "", "", "→ \(printer.words.say(hint))"]) }
        }
        return table.text
    }

    private func text(of tally: RecordTally) -> String {
        "\(tally.count) × \(printer.words.sentence(on: tally.problem))"
    }

    private static func colour(of verdict: ProbeStep.Verdict) -> Colour {
        switch verdict {
        case .sound: .green
        case .odd: .yellow
        case .failed: .red
        case .omitted: .faint
        }
    }

    private func name(of subject: CheckFinding.Subject) -> String {
        switch subject {
        case .configuration(let file): phrases.checkedConfiguration(file)
        case .mapping(let name): phrases.checkedMapping(name)
        case .source(let id): phrases.checkedSource(id)
        }
    }

    private func source(of finding: CheckFinding) -> LogPlace? {
        guard printer.preferences.logFormat == .json, case .source(let id) = finding.subject else { return nil }
        return LogPlace(source: id)
    }

    // MARK: - JSON

    private func write(_ finding: CheckFinding, to json: inout JSONWriter) {
        switch finding.subject {
        case .configuration(let file): json.member("configuration", file)
        case .mapping(let name): json.member("mapping", name)
        case .source(let id): json.member("source", id)
        }
        json.member("sound", finding.isSound)
        if let diagnostics = finding.diagnostics {
            json.member("diagnostics", diagnostics.rendered(printer.words.say))
        }
        guard !finding.steps.isEmpty else { return }
        json.name("steps")
        json.list { list in
            for step in finding.steps { list.object { write(step, to: &$0) } }
        }
    }

    private func write(_ step: ProbeStep, to json: inout JSONWriter) {
        json.member("step", step.kind.rawValue)
        json.member("verdict", step.verdict.rawValue)
        json.member("told", printer.words.say(step.told))
        json.member("hint", step.hint.map(printer.words.say))
        guard !step.setAside.isEmpty else { return }
        json.name("set_aside")
        json.list { list in
            for tally in step.setAside {
                list.object { object in
                    object.member("count", tally.count)
                    object.member("reason", tally.problem.reason.rawValue)
                    object.member("field", tally.problem.field?.rawValue)
                    object.member("table", tally.problem.table)
                }
            }
        }
    }
}
