package import Dossiers

/// What one side says of a key: its one record, or all its copies together where none contradicts another.
package struct SideRecord: Sendable, Hashable {
    /// The source and the record that gave a value.
    package struct Origin: Sendable, Hashable {
        package var source: Int
        package var place: RecordPlace

        package init(_ copy: Copy) {
            source = copy.source
            place = copy.place
        }
    }

    private var shared: SharedDossier
    /// Index of the source whose copy stands for the key in the details, and where its record stands.
    package var source: Int
    package var place: RecordPlace
    /// Every source that told of the key, the one of `source` first.
    package var sources: [Int]
    /// The compared fields that any of these sources carries.
    package var carried: ComparedFields
    /// The newest last change that any copy tells of; the finest among equals.
    package var lastChange: Instant?
    /// Which copy gave each value; empty when there is one copy only.
    package var origins: [Field: Origin] = [:]

    /// The values that count for the side.
    package var dossier: Dossier {
        _read { yield shared.value }
        _modify { yield &shared.value }
    }

    /// The side as one copy tells it.
    init(_ copy: Copy, _ sources: [SourceFacts]) {
        shared = copy.sharedDossier
        source = copy.source
        place = copy.place
        self.sources = [copy.source]
        carried = sources[copy.source].carried.fields
        lastChange = copy.dossier.lastChange
    }

    /// The side as copies tell it together; they must be compatible, the best first.
    init?(_ copies: [Copy], _ sources: [SourceFacts]) {
        guard let best = copies.first else { return nil }
        self.init(best, sources)
        guard copies.count > 1 else { return }
        for copy in copies.dropFirst() where !self.sources.contains(copy.source) {
            self.sources.append(copy.source)
            carried.formUnion(sources[copy.source].carried.fields)
        }
        lastChange = copies.compactMap(\.dossier.lastChange).max()
        let combined = CombinedDossier(best, copies)
        dossier = combined.dossier
        origins = combined.origins
    }

    /// Which record gave the value of a field.
    package func origin(of field: Field) -> RecordPlace { origins[field]?.place ?? place }

    /// Which source gave the value of a field.
    package func source(of field: Field) -> Int { origins[field]?.source ?? source }
}
