import Dossiers
import Feeds
import Mapping
import Reconciliation
import Settings

/// What a feed must show, beyond coming to its end, before absence from it proves anything: it is new enough, it holds the
/// dossiers that it must hold, and not far fewer than on the same weekday before.
struct FeedProof {
    let configuration: Configuration
    let stores: EntryStores
    let pages: [Page]
    let now: Instant

    /// The outcome of a reading with the sources marked that do not show it.
    ///
    /// - Throws: when the temporary space gives out.
    func marked(_ outcome: PageReading.Outcome) throws -> PageReading.Outcome {
        var marked = outcome
        for (index, setting) in configuration.sources.enumerated() {
            let source = outcome.sources[index]
            let found = [age(source, setting), usual(source), try sentinels(index, source, setting)].compactMap(\.self)
            marked.sources[index].problems += found
        }
        return marked
    }

    /// Notes what each source gave, for the runs to come.
    ///
    /// - Throws: `ArchiveError`.
    func remember(_ sources: [RunSource], run: String) throws(ArchiveError) {
        for source in sources {
            var history = SourceHistory(reading: path(source))
            history.add(
                SourceHistory.Line(
                    run: run,
                    day: Instant(localSeconds: now.seconds, precision: .day),
                    records: source.reading.read,
                    isComplete: source.isComplete,
                    from: from
                )
            )
            try SmallFile.replace(path(source), with: history.bytes)
        }
    }

    /// What was remembered of sources and cannot be read any more.
    func warnings(_ sources: [RunSource]) -> [Sentence] {
        sources.filter { SourceHistory(reading: path($0)).isDamaged }.map { source in
            "source \(source.id): what earlier runs gave cannot be read and counts for nothing: history.ndjson"
        }
    }

    private func path(_ source: RunSource) -> String {
        "\(configuration.state)/sources/\(source.id)/history.ndjson"
    }

    private var from: Instant? { configuration.window?.bounds(today: now).from }

    // MARK: - What is looked at

    private func age(_ source: RunSource, _ setting: Configuration.Source) -> Sentence? {
        guard let limit = setting.maxAge, source.reading.read > 0 else { return nil }
        guard let asOf = source.asOf else { return "the feed is stale: no record tells how new it is" }
        guard now.seconds - asOf.seconds > limit.components.seconds else { return nil }
        return "the feed is stale: its newest record is of \(asOf.text)"
    }

    private func usual(_ source: RunSource) -> Sentence? {
        guard let share = configuration.guards.weekdayShare,
            let usual = SourceHistory(reading: path(source)).usual(on: now, from: from),
            Double(source.reading.read) < share * Double(usual)
        else { return nil }
        return "the feed is too small: \(source.reading.read) records, \(usual) are usual on this weekday"
    }

    private func sentinels(
        _ index: Int,
        _ source: RunSource,
        _ setting: Configuration.Source
    ) throws -> Sentence? {
        let store = source.side == .local ? stores.local : stores.portal
        for text in setting.sentinels {
            guard let code = DossierCode(text) else { continue }
            let (high, low) = ByteHash.wide(code.canonical.utf8.span)
            let isThere = try store.entries(of: high, low).contains { pages[$0.place.page].source == index }
            if !isThere { return "the dossier \(text) is missing, without which the feed is not whole" }
        }
        return nil
    }
}
