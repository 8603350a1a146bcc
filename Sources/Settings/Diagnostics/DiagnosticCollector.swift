/// Gathers what is wrong while reading goes on; at most `limit` findings are kept.
package final class DiagnosticCollector {
    private var found: [Diagnostic] = []
    private var dropped = 0
    private var hidden: [String: Set<Int>] = [:]
    /// Findings beyond this many are counted, not kept.
    package static let limit = 200

    package init() {}

    /// Whether nothing was reported.
    package var isEmpty: Bool { found.isEmpty }

    /// How many findings there are, dropped ones included; two readings of it tell whether a part was sound.
    package var count: Int { found.count + dropped }

    /// Reports one finding; it is not even made when it would only be counted.
    package func report(_ diagnostic: @autoclosure () -> Diagnostic) {
        guard found.count < Self.limit else {
            dropped += 1
            return
        }
        found.append(diagnostic())
    }

    /// Reports the findings of another reading.
    package func report(_ diagnostics: Diagnostics) {
        for diagnostic in diagnostics.all { report(diagnostic) }
    }

    /// Keeps a line out of every finding, because a secret may stand on it.
    package func hide(line: Int, of file: String) { hidden[file, default: []].insert(line) }

    /// Passes when nothing was reported; throws everything otherwise.
    package func check() throws(Diagnostics) {
        guard !found.isEmpty else { return }
        throw Diagnostics(found.map(shown), dropped: dropped)
    }

    private func shown(_ diagnostic: Diagnostic) -> Diagnostic {
        guard hidden[diagnostic.file]?.contains(diagnostic.line) == true else { return diagnostic }
        var shown = diagnostic
        shown.excerpt = ""
        return shown
    }
}
