import Dossiers
import Formats
import Mapping

extension PageReading {
    /// What the parts of all pages come to together.
    func gathered(_ outcomes: [PartOutcome], _ pages: [Page], _ sources: [RunSource]) -> Outcome {
        let sorted = outcomes.sorted { PageReading.precedes($0.part, $1.part, pages) }
        var result = Outcome(sources: sources, setAside: SetAsideRecords())
        var readings: [Int: SilentPages.Reading] = [:]
        for outcome in sorted {
            let page = outcome.part.page
            let before = readings[page]?.records ?? 0
            result.setAside.append(outcome.tally.setAside, before: before)
            readings[page, default: SilentPages.Reading()].add(outcome.tally, outcome.scan)
            add(outcome, pages[page], to: &result.sources[pages[page].source])
        }
        noteSilentPages(readings, pages, &result)
        noteSilentFields(readings, pages, &result)
        for index in result.sources.indices {
            let parts = result.sources[index].agenciesSeen
            result.sources[index].agenciesSeen = Set(parts.map { agencies.canonical($0) ?? $0 })
            result.sources[index].asOf = result.sources[index].asOf ?? result.sources[index].futureEvent
        }
        return result
    }

    /// The order of the sources, then of their pages, then of the parts.
    private static func precedes(_ one: Part, _ other: Part, _ pages: [Page]) -> Bool {
        (pages[one.page].source, one.page, one.range?.lowerBound ?? 0)
            < (pages[other.page].source, other.page, other.range?.lowerBound ?? 0)
    }

    private func noteSilentPages(_ readings: [Int: SilentPages.Reading], _ pages: [Page], _ result: inout Outcome) {
        let silent = SilentPages(limits: limits)
        var lists = [DeclaredLists](repeating: DeclaredLists(), count: sources.count)
        for (number, reading) in readings.sorted(by: { $0.key < $1.key }) {
            let page = pages[number]
            let finding = silent.finding(on: page, sources[page.source], reading)
            result.sources[page.source].problems += finding.problems
            if let statement = finding.statement { lists[page.source].add(statement, records: reading.records) }
        }
        for (source, list) in lists.enumerated() where result.sources[source].isComplete {
            if let problem = list.problem { result.sources[source].problems.append(problem) }
        }
    }

    private func noteSilentFields(_ readings: [Int: SilentPages.Reading], _ pages: [Page], _ result: inout Outcome) {
        var silent = [SilentFields](repeating: SilentFields(), count: sources.count)
        for (number, reading) in readings {
            let source = pages[number].source
            silent[source].add(reading, of: sources[source].program)
        }
        for (index, source) in sources.enumerated() {
            result.sources[index].take(silent[index].fields(of: source.program))
        }
    }

    private func add(_ outcome: PartOutcome, _ page: Page, to source: inout RunSource) {
        let skipped = outcome.tally.skipped + Int(outcome.scan.skipped)
        source.skipped += skipped
        source.reading.read += Int(outcome.scan.records) - outcome.tally.skipped
        source.reading.setAside += outcome.tally.setAside.count
        source.reading.setAsideWithCode += outcome.tally.setAside.count { $0.code != nil }
        if let stop = outcome.scan.stop {
            source.problems.append("\(page.name): byte \(stop.offset): \(stop.detail)")
        }
        source.agenciesSeen.formUnion(outcome.tally.agencyParts)
        if let found = outcome.declaredAsOf ?? PageReading.instant(outcome.tally.newestEvent) {
            source.asOf = max(source.asOf ?? found, found)
        }
        if let future = PageReading.instant(outcome.tally.futureEvent) {
            source.futureEvent = max(source.futureEvent ?? future, future)
        }
    }

    /// A moment in local seconds; nil for `DossierDigest.blankTime`.
    static func instant(_ seconds: Int64) -> Instant? {
        seconds == DossierDigest.blankTime ? nil : Instant(localSeconds: seconds, precision: .second)
    }
}
