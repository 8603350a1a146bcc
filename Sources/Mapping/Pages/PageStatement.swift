package import Formats

/// What the envelope of a page says of the page.
package struct PageStatement: Sendable, Hashable {
    /// The page says that it is no answer.
    package struct Failure: Sendable, Hashable {
        /// The place of the code, as the mapping writes it.
        package let path: String
        /// The code as sent; nil when the page has none.
        package let code: String?
        /// What the page says in words; it may hold personal data.
        package let message: String?
    }

    /// Nil: the page says that it is an answer, or says nothing.
    package let failure: Failure?
    /// Records of the whole list; nil when the page does not say.
    package let total: Int?
    /// Whether another page follows; nil when the page does not say.
    package let hasMore: Bool?
    /// Whether something stands where the records should.
    package let isListed: Bool
    /// What the page names as the next one; nil when it names none.
    package let next: String?

    /// What an envelope says; its records may be left out of it.
    package init(of envelope: RecordValue, by definition: MappingDefinition) {
        let reader = EnvelopeReader(envelope, definition.format)
        failure = definition.envelope.success.flatMap(reader.failure)
        total = definition.envelope.totals.lazy.compactMap(reader.number).first
        hasMore = definition.envelope.more.flatMap(reader.answer)
        isListed = reader.isListed(definition.format)
        next = definition.envelope.next.flatMap(reader.text)
    }

    /// What the bytes of an envelope say.
    ///
    /// - Throws: when they are no document of the format of the mapping.
    package init(
        of bytes: Span<UInt8>,
        by definition: MappingDefinition,
        limits: FormatLimits = FormatLimits()
    ) throws(ScanStop) {
        self.init(of: try DocumentTree.page(bytes, as: definition.format, limits: limits), by: definition)
    }
}

/// Looks things up in an envelope.
private struct EnvelopeReader {
    private let envelope: RecordValue
    private let finder: TreeFinder

    init(_ envelope: RecordValue, _ format: RecordFormat) {
        self.envelope = envelope
        finder = TreeFinder(format)
    }

    func failure(_ rule: SuccessRule) -> PageStatement.Failure? {
        let code = text(at: rule.path)
        let isSuccess = code.map { code in rule.codes.contains { EnvelopeReader.areEqual($0, code) } }
        guard !(isSuccess ?? rule.allowsMissing) else { return nil }
        return PageStatement.Failure(path: rule.path.text, code: code, message: rule.message.flatMap(text))
    }

    func number(at path: SlotPath) -> Int? { text(at: path).flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 } }

    /// Nil where the page has nothing at the path, unless blank is the answer.
    func answer(_ condition: Condition) -> Bool? {
        let text = text(at: condition.path)
        switch condition.test {
        case .present: return text != nil
        case .blank: return text == nil
        case .isOneOf(let texts): return text.map { text in texts.contains { EnvelopeReader.areEqual($0, text) } }
        }
    }

    func isListed(_ format: RecordFormat) -> Bool {
        guard case .json(let names) = format else { return true }
        let path = names.map { SlotPath.Component(name: $0, isList: false) }
        return finder.value(at: path[...], in: envelope) != nil
    }

    /// The text of a value, trimmed; nil for nothing, null and blanks.
    func text(at path: SlotPath) -> String? {
        guard let value = finder.value(at: path.components[...], in: envelope),
            let text = finder.leaf(value).scalarText
        else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func areEqual(_ wanted: String, _ found: String) -> Bool {
        if wanted == found { return true }
        guard let wanted = Int(wanted), let found = Int(found) else { return false }
        return wanted == found
    }
}
