package import Dossiers
package import Formats

/// The records of a page whose records travel inside another document, taken out by the steps of `unwrap`.
package struct UnwrappedPage: Sendable {
    /// The records in the order of the page.
    ///
    /// A failure is an inner text that could not be read, or a list element that is no record; it stands for one quarantined
    /// record.
    package let records: [Result<RecordValue, RecordProblem>]
    /// The document of the page itself, for `DossierEvaluator.declaredAsOf(in:)`.
    package let envelope: RecordValue

    /// Unwraps a whole page.
    ///
    /// - Throws: when the page is no document of the format of the mapping, or holds nothing at the path of the first step (an
    ///   error page, a SOAP fault): its silence says nothing about dossiers.
    package init(
        _ page: Span<UInt8>,
        by program: MappingProgram,
        limits: FormatLimits = FormatLimits()
    ) throws(ScanStop) {
        envelope = try DocumentTree.page(page, as: program.format, limits: limits)
        var documents: [Result<RecordValue, RecordProblem>] = [.success(envelope)]
        for (index, step) in program.definition.unwrap.enumerated() {
            let texts = documents.flatMap { $0.expanded { TreeTexts.all(at: step.path.components[...], in: $0) } }
            if index == 0, texts.isEmpty {
                throw ScanStop(.valueMalformed, offset: 0, detail: "the page holds nothing at \(step.path.text)")
            }
            documents = UnwrappedPage.documents(in: texts, by: step, number: index + 1, limits: limits)
        }
        let names = program.format.recordNames
        records = documents.flatMap { $0.expanded { TreeTexts.elements(of: $0, at: names) } }.compactMap(\.record)
    }

    private static func documents(
        in texts: [Result<RecordValue, RecordProblem>],
        by step: UnwrapStep,
        number: Int,
        limits: FormatLimits
    ) -> [Result<RecordValue, RecordProblem>] {
        texts.enumerated().compactMap { index, text in
            guard case .success(let value) = text else { return text }
            if TreeTexts.isBlank(value) { return nil }
            do throws(RecordProblem) {
                return .success(try DocumentTree.inner(value, by: step, limits: limits))
            } catch {
                return .failure(error.inPart("unwrap step \(number), text \(index + 1)"))
            }
        }
    }
}

extension Result<RecordValue, RecordProblem> {
    /// The values that stand inside; a failure stays one.
    fileprivate func expanded(_ inside: (RecordValue) -> [RecordValue]) -> [Self] {
        switch self {
        case .success(let value): inside(value).map { .success($0) }
        case .failure: [self]
        }
    }

    /// A list element as a record; nil for null and blank text, which stand for none.
    fileprivate var record: Self? {
        switch self {
        case .failure, .success(.object): self
        case .success(let value) where TreeTexts.isBlank(value): nil
        case .success: .failure(RecordProblem(.valueMalformed, detail: "an element of the list is no record"))
        }
    }
}

/// Walks documents whose inner texts are wanted.
enum TreeTexts {
    /// Every value at a path, lists on the way taken apart; `*` is any name.
    static func all(at path: ArraySlice<SlotPath.Component>, in value: RecordValue) -> [RecordValue] {
        if case .list(let elements) = value { return elements.flatMap { all(at: path, in: $0) } }
        guard let component = path.first else { return [value] }
        guard case .object(let members) = value else { return [] }
        let wanted = members.filter { member in
            member.name == component.name
                || (component.name == "*" && !member.name.hasPrefix("@") && member.name != "#text")
        }
        return wanted.flatMap { all(at: path.dropFirst(), in: $0.value) }
    }

    /// The elements of the list, or the single value in its place, at a path of names.
    static func elements(of document: RecordValue, at names: [String]) -> [RecordValue] {
        all(at: names.map { SlotPath.Component(name: $0, isList: false) }[...], in: document)
    }

    /// Whether there is no text to unwrap.
    static func isBlank(_ value: RecordValue) -> Bool {
        guard let text = text(of: value) else { return value == .null || value == .object([]) }
        return text.utf8.allSatisfy { $0 <= 0x20 }
    }

    /// The text of a value, of an XML element with attributes too.
    static func text(of value: RecordValue) -> String? {
        if case .object(let members) = value, members.allSatisfy({ $0.name.hasPrefix("@") || $0.name == "#text" }) {
            return members.first { $0.name == "#text" }?.value.scalarText ?? ""
        }
        return value.scalarText
    }
}

extension RecordFormat {
    /// Names on the way to the records.
    fileprivate var recordNames: [String] {
        switch self {
        case .json(let records), .xml(let records, _): records
        case .ndjson, .csv: []
        }
    }
}
