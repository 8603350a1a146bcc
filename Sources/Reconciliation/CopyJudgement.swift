import Dossiers

/// Whether the copies of one key on one side can be one dossier: judged over all of them, before any is merged.
///
/// The time that it takes grows with the number of copies alone, so that a feed that gives every record one code is judged too.
struct CopyJudgement {
    /// What shows that two copies belong to different persons or procedures; empty when none do.
    private(set) var strangers: [Field] = []
    /// The status and the compared fields on which two copies contradict each other.
    private(set) var disagreements: [Field] = []

    init(_ copies: [Copy], sources: [SourceFacts], comparison: Comparison) {
        guard copies.count > 1 else { return }
        strangers = CopyJudgement.strangers(copies.map(\.dossier))
        if Set(copies.map(\.dossier.status)).count > 1 { disagreements.append(.status) }
        for field in ComparedField.allCases where comparison.compared.has(field) {
            let carrying = copies.filter { sources[$0.source].carried.fields.has(field) }.map(\.dossier)
            if !comparison.agree(on: field, carrying) { disagreements.append(field.field) }
        }
    }

    /// A blank proves nothing; a name counts only where one of the two copies has no identity number.
    private static func strangers(_ dossiers: [Dossier]) -> [Field] {
        var found: [Field] = []
        if Set(dossiers.compactMap(\.procedure)).count > 1 { found.append(.procedure) }
        if haveOtherNames(dossiers) { found.append(.applicant) }
        if Set(dossiers.compactMap(\.identity)).count > 1 { found.append(.identity) }
        return found
    }

    /// Whether two copies, not both with an identity number, name different persons.
    private static func haveOtherNames(_ dossiers: [Dossier]) -> Bool {
        let unnumbered = Set(dossiers.filter { $0.identity == nil }.compactMap(foldedName))
        guard let name = unnumbered.first else { return false }
        return unnumbered.count > 1
            || dossiers.contains { $0.identity != nil && foldedName($0).map { $0 != name } ?? false }
    }

    private static func foldedName(_ dossier: Dossier) -> String? { dossier.applicant.map(NameFolding.folded) }
}
