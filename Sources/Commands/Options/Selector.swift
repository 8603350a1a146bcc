import ArgumentParser
package import Dossiers
package import Reports
import Settings

/// One `--only`: a situation, a unit with everything below it, or a source.
package enum Selector: Sendable, Hashable, ExpressibleByArgument {
    case situation(Situation)
    /// An agency code in upper case, as it was typed until it is settled, canonical afterwards.
    case unit(String)
    /// A source by its id.
    case source(String)

    /// A situation by its name, a unit by its code, a source by its id; nil for a text that can be none of them.
    package init?(argument: String) {
        if let situation = Situation(rawValue: argument) {
            self = .situation(situation)
            return
        }
        guard NearestName.of(argument, among: Selector.allValueStrings) == nil, !argument.isEmpty,
            argument.allSatisfy(Selector.isPartOfName)
        else { return nil }
        self = argument.contains(where: \.isNumber) ? .unit(argument.uppercased()) : .source(argument)
    }

    package static var allValueStrings: [String] { Situation.allCases.map(\.rawValue) }

    private static func isPartOfName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || ".-_".contains(character))
    }
}

extension [Selector] {
    /// Whether a discrepancy is asked for: any of the situations, any of the units, any of the sources; no selector of a kind
    /// asks for all.
    package func admits(_ discrepancy: Discrepancy) -> Bool {
        let sources = [discrepancy.source, discrepancy.local?.source, discrepancy.portal?.source].compactMap(\.self)
        return admits(discrepancy.situation) && admits(unit: discrepancy.unit) && admits(sources: sources)
    }

    /// Whether a situation is asked for.
    package func admits(_ situation: Situation) -> Bool {
        let wanted = compactMap { if case .situation(let situation) = $0 { situation } else { nil } }
        return wanted.isEmpty || wanted.contains(situation)
    }

    /// Whether a unit is asked for; a key without a unit is only when no unit is named.
    package func admits(unit: String?) -> Bool {
        let wanted = compactMap { if case .unit(let code) = $0 { code } else { nil } }
        return wanted.isEmpty || wanted.contains { unit == $0 || unit?.hasPrefix($0 + ".") == true }
    }

    /// Whether any of the sources is asked for.
    package func admits(sources: [String]) -> Bool {
        let wanted = compactMap { if case .source(let id) = $0 { id } else { nil } }
        return wanted.isEmpty || wanted.contains { sources.contains($0) }
    }
}
