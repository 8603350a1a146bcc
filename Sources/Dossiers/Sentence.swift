/// What is to be told to a person: a pattern and the facts in it, so that each language can say it in its own order.
///
/// Written as a text with interpolations where it is made; the pattern is English, and the key of the patterns of other
/// languages, which stand in the words of the Reports room.
package struct Sentence: Sendable, ExpressibleByStringInterpolation {
    /// Something that stands in a pattern.
    package enum Fact: Sendable {
        case text(String)
        /// A part that is told in the language of the whole.
        indirect case sentence(Sentence)
    }

    /// English, `{}` for each fact.
    package let pattern: String
    /// In the order of the pattern.
    package let facts: [Fact]

    package init(stringLiteral value: String) {
        pattern = value
        facts = []
    }

    package init(stringInterpolation: Interpolation) {
        pattern = stringInterpolation.pattern
        facts = stringInterpolation.facts
    }

    /// What a library says in English; its words are the pattern.
    package init(said words: String) { self.init(stringLiteral: words) }

    /// Gathers the parts of a sentence.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var pattern = ""
        fileprivate var facts: [Fact] = []

        package init(literalCapacity: Int, interpolationCount: Int) { pattern.reserveCapacity(literalCapacity) }

        /// Takes words of the pattern.
        package mutating func appendLiteral(_ literal: String) { pattern += literal }

        /// Takes a part that is told in the language of the whole.
        package mutating func appendInterpolation(_ sentence: Sentence) {
            pattern += "{}"
            facts.append(.sentence(sentence))
        }

        /// Takes a fact, the same in every language.
        package mutating func appendInterpolation<Value>(_ value: Value) {
            pattern += "{}"
            facts.append(.text("\(value)"))
        }
    }
}

extension Sentence: CustomStringConvertible {
    /// In English.
    package var description: String { text { _ in nil } }

    /// In another language.
    ///
    /// - Parameter pattern: the pattern of that language for an English one, `{}` for the next fact, `{2}` for the second;
    ///   nil leaves the sentence English.
    package func text(in pattern: (String) -> String?) -> String {
        var told = ""
        var next = 0
        var rest = (pattern(self.pattern) ?? self.pattern)[...]
        while let open = rest.firstIndex(of: "{") {
            told += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}"), let index = place(rest[open...close], next) else {
                told += "{"
                rest = rest.dropFirst()
                continue
            }
            told += text(of: facts[index], in: pattern)
            next = index + 1
            rest = rest[rest.index(after: close)...]
        }
        return told + rest
    }

    /// The number of the fact that a mark of a pattern means; nil for braces that are no mark.
    private func place(_ mark: Substring, _ next: Int) -> Int? {
        let inner = mark.dropFirst().dropLast()
        let index = inner.isEmpty ? next : (Int(inner) ?? 0) - 1
        return facts.indices.contains(index) ? index : nil
    }

    private func text(of fact: Fact, in pattern: (String) -> String?) -> String {
        switch fact {
        case .text(let text): text
        case .sentence(let sentence): sentence.text(in: pattern)
        }
    }
}

extension Sentence: Hashable {
    /// Equal when they say the same in English.
    package static func == (left: Sentence, right: Sentence) -> Bool { left.description == right.description }

    /// Agrees with `==`.
    package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
