package import Dossiers
import Formats
package import Settings

/// Whether a source answers.
package struct SourceProbe: Sendable, Hashable {
    /// Id in the configuration.
    package let source: String
    /// Why it cannot be read, free of personal data; nil when it can.
    package let failure: Sentence?
}

extension Pipeline {
    /// Opens the files of every source and asks every server for its first page; keeps nothing and compares nothing.
    ///
    /// - Throws: `Diagnostics` of the mappings, a missing secret, an interruption.
    package static func probe(
        _ configuration: Configuration,
        _ options: RunOptions,
        _ checkInterruption: () throws -> Void
    ) throws -> [SourceProbe] {
        let preparation = try Preparation(configuration, today: options.now())
        return try Pulling(preparation: preparation, options: options, limits: FormatLimits()).probe(checkInterruption)
    }
}
