import ArgumentParser
package import Dossiers
package import Reports

/// One `--only`: a situation, or a unit with everything below it.
package enum Selector: Sendable, Hashable, ExpressibleByArgument {
    case situation(Situation)
    /// Canonical agency code in upper case.
    case unit(String)

    /// A situation by its name, a unit by its code; nil for a text that is neither.
    package init?(argument: String) {
        if let situation = Situation(rawValue: argument) {
            self = .situation(situation)
        } else {
            let code = argument.uppercased()
            guard code.contains(where: \.isNumber), code.allSatisfy(Selector.isPartOfCode) else { return nil }
            self = .unit(code)
        }
    }

    package static var allValueStrings: [String] { Situation.allCases.map(\.rawValue) }

    private static func isPartOfCode(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "-")
    }
}

extension [Selector] {
    /// Whether a discrepancy is asked for: any of the situations, and any of the units; no selector of a kind asks for all.
    package func admits(_ discrepancy: Discrepancy) -> Bool {
        admits(discrepancy.situation) && admits(unit: discrepancy.unit)
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
}
