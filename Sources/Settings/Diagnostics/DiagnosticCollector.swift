/// Gathers what is wrong while reading goes on; at most `limit` findings are kept.
package final class DiagnosticCollector {
    private var found: [Diagnostic] = []
    private var dropped = 0
    /// Findings beyond this many are counted, not kept.
    package static let limit = 200

    package init() {}

    /// Whether nothing was reported.
    package var isEmpty: Bool { found.isEmpty }

    /// How many findings there are, dropped ones included; two readings of it tell whether a part was sound.
    package var count: Int { found.count + dropped }

    /// Reports one finding.
    package func report(_ diagnostic: Diagnostic) {
        guard found.count < Self.limit else {
            dropped += 1
            return
        }
        found.append(diagnostic)
    }

    /// Reports the findings of another reading.
    package func report(_ diagnostics: Diagnostics) {
        for diagnostic in diagnostics.all { report(diagnostic) }
    }

    /// Passes when nothing was reported; throws everything otherwise.
    package func check() throws(Diagnostics) {
        guard !found.isEmpty else { return }
        throw Diagnostics(found, dropped: dropped)
    }
}
