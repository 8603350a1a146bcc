/// Vietnamese patterns for the sentences of other rooms, by their English pattern (see `Sentence`).
enum VietnameseSentences {
    static let patterns: [String: String] = parts.reduce(into: [:]) { all, part in
        all.merge(part) { first, _ in first }
    }

    private static let parts = [settings, mapping, formats, feeds, snapshots, run, probing]
}
