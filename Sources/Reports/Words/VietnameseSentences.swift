/// Vietnamese patterns for the sentences of other rooms, by their English pattern (see `Sentence`).
enum VietnameseSentences {
    static let patterns: [String: String] = [settings, mapping, formats, feeds, run].reduce(into: [:]) { all, part in
        all.merge(part) { first, _ in first }
    }
}
