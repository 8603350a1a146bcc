package import Dossiers
package import Transport

extension TransportError {
    /// The same as `description`, for every language.
    package var sentence: Sentence {
        let told: Sentence = detail.map { "\(happening): \(Sentence(said: $0))" } ?? happening
        return attempts > 1 ? "\(source): \(told) (\(attempts) attempts)" : "\(source): \(told)"
    }

    private var happening: Sentence {
        guard code == .unwantedStatus, let status else { return Sentence(said: clause) }
        return "the server answered with status \(status)"
    }
}
