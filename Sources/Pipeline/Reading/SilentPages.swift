import Dossiers
import Formats
import Mapping
import Reports

/// Finds pages whose silence says nothing about dossiers: error pages, and lines that were cut off.
struct SilentPages {
    let limits: FormatLimits

    /// What one page came to.
    struct Reading {
        var records: Int64 = 0
        /// Of those, the ones that the mapping says are none.
        var skipped = 0
        /// Records that were set aside and whose code could not be read.
        var unreadable = 0
        /// End of the last record in the page when its syntax is broken; nil otherwise.
        var brokenEnd: Int64?
        var bounds = RecordBounds()
        /// Slots of compared fields that no record filled; nil while there was none.
        var unmet: Set<Int>?
        /// Whether the processing of some dossier has ended.
        var hasFinished = false
        /// Whether the page could not be read to its end.
        var isCut = false
    }

    /// What a page says of itself, and why it cannot stand for all that it should hold.
    struct Finding {
        var statement: PageStatement?
        var problems: [Sentence] = []
    }

    /// Looks at a page that was read.
    func finding(on page: Page, _ source: RunSource, _ reading: Reading) -> Finding {
        var finding = Finding()
        if reading.unreadable > 0, reading.unreadable == Int(reading.records) - reading.skipped {
            finding.problems.append("\(page.name): no record of the page has a code that can be read")
        }
        let stated = statement(of: page, source.program, reading)
        finding.statement = try? stated.get()
        finding.problems += [
            SilentPages.failure(stated, of: page, source.program, reading),
            missingList(finding.statement, in: page, source.program, reading),
            cutLine(of: page, source.program, reading),
        ].compactMap(\.self)
        return finding
    }

    // MARK: - What the page says

    private func statement(
        of page: Page,
        _ program: MappingProgram,
        _ reading: Reading
    ) -> Result<PageStatement?, ScanStop> {
        guard !program.definition.envelope.isEmpty || SilentPages.mayLackList(program, reading) else {
            return .success(nil)
        }
        let envelope = PageEnvelope(program: program, limits: limits)
        return Result { () throws(ScanStop) in try envelope.statement(of: page, records: reading.bounds.range) }
    }

    /// A page that says that it is no answer, or could not be asked; one that is cut has its problem already.
    private static func failure(
        _ statement: Result<PageStatement?, ScanStop>,
        of page: Page,
        _ program: MappingProgram,
        _ reading: Reading
    ) -> Sentence? {
        guard let rule = program.definition.envelope.success, !reading.isCut else { return nil }
        switch statement {
        case .failure(let stop): return "\(page.name): \(rule.path.text) cannot be read: \(stop.detail)"
        case .success(let statement):
            guard let failure = statement?.failure else { return nil }
            let words = failure.message.map { ": " + MessageMask.text(of: $0) } ?? ""
            guard let code = failure.code else { return "\(page.name): the page has no \(failure.path)\(words)" }
            return "\(page.name): \(failure.path) is \(SilentPages.shown(code))\(words)"
        }
    }

    /// A code as it is told: codes are short; anything longer is a text that may name a person.
    private static func shown(_ code: String) -> String { code.utf8.count <= 8 ? code : MessageMask.text(of: code) }

    // MARK: - What the page lacks

    private static func mayLackList(_ program: MappingProgram, _ reading: Reading) -> Bool {
        guard program.isScanned, reading.records == 0, case .json(let path) = program.format else { return false }
        return !path.isEmpty
    }

    /// An error page has no list of records; one without hits may leave it out (OpenCPS), but then names the total.
    private func missingList(
        _ statement: PageStatement?,
        in page: Page,
        _ program: MappingProgram,
        _ reading: Reading
    ) -> Sentence? {
        guard SilentPages.mayLackList(program, reading), case .json(let path) = program.format else { return nil }
        if let statement, statement.isListed || statement.total != nil { return nil }
        return "\(page.name): there is no \(path.joined(separator: ".")) in the page"
    }

    private func cutLine(of page: Page, _ program: MappingProgram, _ reading: Reading) -> Sentence? {
        guard case .ndjson = program.format, let end = reading.brokenEnd, end >= page.bytes else { return nil }
        return "\(page.name): byte \(end): the page ends inside a record"
    }
}

extension SilentPages.Reading {
    /// Takes the next part of the page.
    mutating func add(_ tally: ScanTally, _ scan: ScanOutcome) {
        records += scan.records
        skipped += tally.skipped
        bounds.add(tally.bounds)
        if scan.records > scan.broken { unmet = unmet?.intersection(tally.unmet) ?? Set(tally.unmet) }
        hasFinished = hasFinished || tally.hasFinished
        isCut = isCut || scan.stop != nil
        for record in tally.setAside where record.code == nil { unreadable += 1 }
        let last = tally.setAside.last.flatMap { $0.problem.reason == .brokenSyntax ? $0 : nil }
        brokenEnd = last.map { $0.frame.offset + Int64($0.frame.length) }
    }
}
