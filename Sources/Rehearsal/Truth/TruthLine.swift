import Dossiers

extension ByteText {
    /// The first line of `truth.csv`.
    mutating func appendTruthHeader() { append("code,situation,fields,other_code\n") }

    /// One line of `truth.csv`: canonical code, situation, differing fields joined by `;`, second code of a recoded one.
    mutating func appendTruth(_ key: Record, _ situation: Situation, _ fields: [ComparedField], other: Record? = nil) {
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
