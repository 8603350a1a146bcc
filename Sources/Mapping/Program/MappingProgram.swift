package import Dossiers
package import Formats

/// A mapping compiled: what to take of each record and what it means.
///
/// Made once per mapping, shared by all threads.
package struct MappingProgram: Sendable {
    /// What it was compiled of.
    package let definition: MappingDefinition
    /// The values that `DigestEvaluator` wants of each record, in the order of its slots.
    package let plan: SlotPlan
    /// The compared fields that the mapping fills, with the finest precision that the formats of each time allow.
    package let carried: CarriedFields
    /// 1-based line of the rule of each filled field in the mapping file.
    package let lines: [Field: Int]
    /// Rules of the record: code, receipt and submission first, the others in the order of `Field.allCases`.
    let book: RuleBook
    let skipWhen: CompiledCondition?
    let notExpectedWhen: CompiledCondition?
    /// The rule of `as_of: newest PATH`; nil: the newest last change counts.
    let newest: CompiledRule?
    /// The rule of a declared as-of instant, on the envelope of a page.
    let declared: RuleBook?
    let steps: CompiledList?
    let carry: [CompiledCarry]
    private let identityKey: IdentityKey?

    /// The syntax of the pages.
    package var format: RecordFormat { definition.format }

    /// Whether records are scanned from the page; false: they come out of a tree by `UnwrappedPage`.
    package var isScanned: Bool { definition.unwrap.isEmpty }

    /// Whether `DigestEvaluator.newestEvent` tells the as-of instant; false: the envelope declares it.
    package var isAsOfNewest: Bool { declared == nil }

    /// Compiles a checked definition.
    ///
    /// - Parameter identityKey: Key of `identityHash(_:)`; nil: identities are not compared.
    package init(_ definition: MappingDefinition, identityKey: IdentityKey? = nil) {
        var compiler = RuleCompiler(definition)
        let fields = MappingProgram.evaluationOrder(definition.fields)
        for rule in fields { compiler.add(rule.value, for: rule.field) }
        skipWhen = definition.skipWhen.map { compiler.compile($0) }
        notExpectedWhen = definition.notExpectedWhen.map { compiler.compile($0) }
        newest = definition.asOf.newestRule.map { compiler.compile($0, for: .statusAt) }
        plan = SlotPlan(paths: compiler.book.paths)
        carry = definition.carry.map { CompiledCarry($0, definition, &compiler) }
        steps = definition.steps.map { CompiledList($0, definition) }
        declared = MappingProgram.declaredBook(definition)
        book = compiler.book
        carried = MappingProgram.carried(definition, fields)
        lines = Dictionary(fields.map { ($0.field, $0.value.line) }, uniquingKeysWith: { first, _ in first })
        self.definition = definition
        self.identityKey = identityKey
    }

    /// The keyed hash of an identity number, blanks, dots and dashes aside; nil without a key or for a blank.
    ///
    /// Equal numbers under one key give equal hashes; nothing about the number can be learnt without the key (SipHash-2-4).
    package func identityHash(_ identity: String) -> UInt64? { identityKey?.hash(identity) }

    private static func evaluationOrder(_ rules: [FieldRule]) -> [FieldRule] {
        let first: [Field] = [.code, .receivedAt, .submittedAt]
        let rest = Field.allCases.filter { !first.contains($0) }
        return (first + rest).flatMap { field in rules.filter { $0.field == field } }
    }

    private static func carried(_ definition: MappingDefinition, _ rules: [FieldRule]) -> CarriedFields {
        var fields: ComparedFields = []
        for compared in ComparedField.allCases where rules.contains(where: { $0.field == compared.field }) {
            fields.insert(ComparedFields(compared))
        }
        let precisions = ComparedField.times.map { time in
            rules.first { $0.field == time.field }?.value.meaning.precision ?? .second
        }
        return CarriedFields(fields: fields, precisions: precisions)
    }

    private static func declaredBook(_ definition: MappingDefinition) -> RuleBook? {
        guard case .declared(let rule) = definition.asOf else { return nil }
        var compiler = RuleCompiler(definition)
        compiler.add(rule, for: .statusAt)
        return compiler.book
    }
}

extension MappingProgram {
    /// The same mapping for a page that holds the same records one a line, without what stood around them; nil where
    /// they cannot be told so: in CSV, in XML and inside another document.
    ///
    /// An as-of instant that the envelope declared is gone with it: the newest last change counts then.
    package var readingSnapshot: MappingProgram? {
        guard isScanned, definition.isJSON else { return nil }
        var definition = definition
        definition.format = .ndjson
        definition.envelope = EnvelopeRules()
        if !isAsOfNewest { definition.asOf = .newestLastChange }
        return MappingProgram(definition, identityKey: identityKey)
    }

    /// The name of the mapping and how its pages are written: programs of one mapping that read pages alike share it.
    package var readingName: String {
        guard case .ndjson = format else { return definition.name }
        return "\(definition.name).ndjson"
    }
}

extension MappingDefinition {
    fileprivate var isJSON: Bool {
        switch format {
        case .json, .ndjson: true
        case .csv, .xml: false
        }
    }
}

extension AsOfRule {
    fileprivate var newestRule: ValueRule? {
        guard case .newest(let rule) = self else { return nil }
        return rule
    }
}

extension ValueMeaning {
    /// The finest precision of a date; seconds for anything else.
    fileprivate var precision: TimePrecision {
        guard case .date(let formats, _, _) = self else { return .second }
        return DateFormat.finest(of: formats)
    }
}
