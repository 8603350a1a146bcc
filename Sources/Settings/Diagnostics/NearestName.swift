package import Dossiers

/// Guesses which known name a misspelt one was meant to be.
package enum NearestName {
    /// The known name at the smallest edit distance, the first of equals; nil when none is near enough to be a guess.
    package static func of(_ word: String, among known: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(64))
        var best: (name: String, distance: Int)?
        for name in known {
            let distance = self.distance(letters, Array(name.lowercased().unicodeScalars.prefix(64)))
            if distance < best?.distance ?? Int.max { best = (name, distance) }
        }
        guard let best, best.distance <= max(1, min(letters.count, best.name.count) / 3) else { return nil }
        return best.name
    }

    /// A hint that names the guess, or lists the known names when there is no guess and they are few.
    package static func hint(for word: String, among known: some Sequence<String>) -> Sentence? {
        let names = Array(known)
        if let name = of(word, among: names) { return "did you mean `\(name)`?" }
        guard !names.isEmpty, names.count <= 16 else { return nil }
        return "known here: \(names.map { "`\($0)`" }.joined(separator: ", "))"
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
    static func distance(_ from: [Unicode.Scalar], _ to: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...to.count)]
        for (i, letter) in from.enumerated() {
            var row = [i + 1]
            for (j, other) in to.enumerated() {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == to[j - 1], from[i - 1] == other { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[from.count][to.count]
    }
}
