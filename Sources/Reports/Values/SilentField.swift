package import Dossiers

/// A field that the mapping of a source names and no record of it shows.
package struct SilentField: Sendable, Hashable {
    /// Id in the configuration.
    package var source: String
    package var field: Field

    package init(source: String, field: Field) {
        self.source = source
        self.field = field
    }
}
