import Dossiers

extension ByteText {
    /// The first line of `truth.csv`.
    mutating func appendTruthHeader() { append("code,situation,fields,other_code\n") }

    /// The line of a dossier, as the formats can show it.
    mutating func appendTruth(_ testimony: Testimony, _ local: FormatSight, _ portal: FormatSight) {
        guard let key = testimony.locals.first ?? testimony.portals.first else { return }
        let situation = testimony.verdict(local, portal)
        let isCompared = situation != .held && situation != .collision
        let fields = isCompared ? testimony.differences(local, portal) : []
        appendTruth(key, situation, fields, other: situation == .recoded ? testimony.portals.first : nil)
    }

    /// One line of `truth.csv`: canonical code, situation, differing fields joined by `;`, second code of a recoded one.
    private mutating func appendTruth(_ key: Record, _ situation: Situation, _ fields: [ComparedField], other: Record?)
    {
        appendKey(key)
        append(",")
        append(situation.rawValue)
        append(",")
        append(fields.map(\.field.rawValue).joined(separator: ";"))
        append(",")
        if let other { appendKey(other) }
        append("\n")
    }
}
