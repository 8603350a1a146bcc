package import Dossiers
import Mapping
package import Settings

/// The units and sources that a configuration and its agency table know, to understand what people type.
package struct KnownNames: Sendable {
    /// Ids of the sources, in the order of the configuration.
    package let sources: [String]
    private let agencies: AgencyNames
    private let units: Set<String>

    /// Reads the agency table.
    ///
    /// - Throws: `Diagnostics` of the table.
    package init(_ configuration: Configuration) throws(Diagnostics) {
        agencies = try AgencyNames(MappingReader(directory: configuration.mappings))
        sources = configuration.sources.map(\.id)
        units = configuration.sources.reduce(into: Set(agencies.all + [configuration.unit.code])) {
            $0.formUnion($1.units ?? [])
        }
    }

    /// The canonical code of a unit, however its code is spelled; nil for one that nobody knows.
    package func unit(_ text: String) -> String? {
        let code = text.uppercased()
        if let canonical = agencies.canonical(code) { return canonical }
        return [code, KnownNames.reversed(code)].first { code in
            units.contains { $0 == code || $0.hasPrefix(code + ".") }
        }
    }

    /// The id of a source, in whatever case; nil when there is none.
    package func source(_ text: String) -> String? { sources.first { $0.lowercased() == text.lowercased() } }

    /// A guess, or what is known, for a text that is neither a unit nor a source.
    package func hint(for text: String) -> Sentence? { NearestName.hint(for: text, among: units.sorted() + sources) }

    /// Units of the sources that the agency table does not have, each with a guess where there is one.
    static func warnings(on configuration: Configuration, _ agencies: AgencyNames) -> [Sentence] {
        let known = agencies.all
        guard !known.isEmpty else { return [] }
        return configuration.sources.flatMap { source in
            (source.units ?? []).filter { !known.contains($0) && agencies.canonical($0) == nil }.sorted().map { unit in
                let guess: Sentence = NearestName.of(unit, among: known).map { "; did you mean `\($0)`?" } ?? ""
                return "source \(source.id): the unit \(unit) is not in the table of agencies\(guess)"
            }
        }
    }

    /// A code spelled bottom-up, read from its other end (protocol 4.3): `000.23.18.H23` is `H23.23.18`.
    private static func reversed(_ code: String) -> String {
        let parts = code.split(separator: ".")
        guard let province = parts.last else { return code }
        let units = parts.dropLast().filter { !$0.allSatisfy { $0 == "0" } }
        return ([province] + units).joined(separator: ".")
    }
}
