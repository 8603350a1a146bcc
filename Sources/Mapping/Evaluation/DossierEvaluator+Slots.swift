import Dossiers
package import Formats

extension DossierEvaluator {
    /// The dossier of a scanned record without steps and what is carried over: all that comparing needs.
    package mutating func evaluate(_ slots: Span<Slot>, in bytes: Span<UInt8>) -> Evaluation {
        core.begin()
        if core.holds(program.skipWhen, slots, in: bytes) { return .skipped }
        var draft = DossierDraft()
        do throws(RecordProblem) {
            try fill(&draft, slots, in: bytes)
            var dossier = try draft.finished()
            dossier.isNotExpected = core.holds(program.notExpectedWhen, slots, in: bytes)
            dossier.carried = filled
            return .dossier(dossier)
        } catch {
            return .problem(error, draft.dossier?.code)
        }
    }
}
