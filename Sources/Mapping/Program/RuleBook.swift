import Dossiers
import Formats

/// Everything that compiled rules point into.
struct RuleBook: Sendable {
    /// Paths of the slots that the rules number.
    var paths: [SlotPath] = []
    var rules: [CompiledRule] = []
    var details: [RuleDetail] = []
    var dates: [DateRule] = []
    var tables: [CodeTable] = []
    var decisions: [DecisionTable] = []
    /// The values of all tables, one after the other.
    var texts: [UInt8] = []
    /// Index in `tables` of `procedure-aliases`; negative when the mapping has none.
    var aliases = -1

    /// The slot of a rule that takes one text and never fails to unpack it; nil for any other rule.
    func loneSlot(of rule: CompiledRule) -> Int? {
        switch rule.source {
        case .slot(let slot): return slot
        case .detailed:
            guard case .slot(let slot) = details[rule.detail].source, details[rule.detail].decode.isEmpty else {
                return nil
            }
            return slot
        }
    }
}

/// Turns the rules of one mapping, or of the elements of one of its lists, into a `RuleBook`.
struct RuleCompiler {
    private(set) var book = RuleBook()
    private let definition: MappingDefinition
    private var slots: [SlotPath: Int] = [:]
    private var tables: [String: Int] = [:]

    init(_ definition: MappingDefinition) {
        self.definition = definition
        if definition.tables[RuleCompiler.aliasTable] != nil {
            book.aliases = table(named: RuleCompiler.aliasTable, byName: false)
        }
    }

    /// The table that brings local procedure codes to national ones.
    static let aliasTable = "procedure-aliases"

    /// The slot of a path, made when it is new.
    mutating func slot(_ path: SlotPath) -> Int {
        if let slot = slots[path] { return slot }
        book.paths.append(path)
        slots[path] = book.paths.count - 1
        return book.paths.count - 1
    }

    /// Compiles a rule and files it among those of the record.
    mutating func add(_ rule: ValueRule, for field: Field) { book.rules.append(compile(rule, for: field)) }

    /// Compiles a rule of a list member, typed by its meaning alone or as a national status, and files it.
    mutating func add(_ rule: ValueRule, asStatus: Bool) {
        var compiled = compile(rule, for: nil)
        if asStatus { compiled.target = .status }
        book.rules.append(compiled)
    }

    /// Compiles a rule that fills `field`, or a nameless value when that is nil.
    mutating func compile(_ rule: ValueRule, for field: Field?) -> CompiledRule {
        var compiled = CompiledRule(
            field: field ?? .note,
            source: source(of: rule),
            target: RuleCompiler.target(of: rule.meaning, for: field),
            line: rule.line
        )
        if case .detailed = compiled.source { compiled.detail = detail(of: rule) }
        compiled.table = table(of: rule.meaning)
        if compiled.target == .time { setDates(of: rule.meaning, in: &compiled) }
        if let field { RuleCompiler.setPlace(of: field, in: &compiled) } else { compiled.isPersonal = true }
        compiled.isCheckedOnly = isCheckedOnly(compiled)
        return compiled
    }

    /// Compiles a condition.
    mutating func compile(_ condition: Condition) -> CompiledCondition {
        let test: CompiledCondition.Test
        switch condition.test {
        case .present: test = .present
        case .blank: test = .blank
        case .isOneOf(let texts): test = .isOneOf(texts.map { Array($0.utf8) })
        }
        return CompiledCondition(slot: slot(condition.path), test: test)
    }

    private mutating func source(of rule: ValueRule) -> CompiledRule.Source {
        guard case .path(let path) = rule.source, rule.isPlain else { return .detailed }
        return .slot(slot(path))
    }

    private mutating func detail(of rule: ValueRule) -> Int {
        var detail = RuleDetail(source: detailSource(of: rule.source), decode: rule.decode)
        detail.split = rule.split.map { (Array($0.separator.utf8), $0.take) }
        detail.stripPrefix = Array((rule.stripPrefix ?? "").utf8)
        detail.stripSuffix = Array((rule.stripSuffix ?? "").utf8)
        detail.addPrefix = Array((rule.addPrefix ?? "").utf8)
        detail.addSuffix = Array((rule.addSuffix ?? "").utf8)
        detail.absent = rule.absent.filter { !$0.isEmpty }.map { Array($0.utf8) }
        book.details.append(detail)
        return book.details.count - 1
    }

    private mutating func detailSource(of source: ValueSource) -> RuleDetail.Source {
        switch source {
        case .path(let path): .slot(slot(path))
        case .compound(let paths): .compound(paths.map { slot($0) })
        case .first(let paths): .first(paths.map { slot($0) })
        case .join(let paths, let separator): .join(paths.map { slot($0) }, with: Array(separator.utf8))
        case .constant(let text): .constant(Array(text.utf8))
        case .decide(let table): .decide(decision(named: table))
        }
    }

    private mutating func decision(named name: String) -> Int {
        let source = definition.tables[name] ?? TableSource(name: name, file: name, columns: ["value"], rows: [])
        let table = DecisionTable(source) { slot(path($0)) }
        book.decisions.append(table)
        return book.decisions.count - 1
    }

    /// A path as a decision table writes it: in CSV one whole title.
    private func path(_ text: String) -> SlotPath {
        if case .csv = definition.format { return SlotPath(column: text) }
        return SlotPath(text) ?? SlotPath(column: text)
    }

    private mutating func table(of meaning: ValueMeaning) -> Int {
        switch meaning {
        case .table(let name, let byName): return table(named: name, byName: byName)
        case .values(let pairs):
            let rows = pairs.map { TableRow(cells: [$0.from, $0.to], line: 0) }
            let source = TableSource(
                name: "values",
                file: definition.file,
                columns: ["from", "value"],
                rows: rows.reversed()
            )
            book.tables.append(CodeTable(source, byName: false, texts: &book.texts))
            return book.tables.count - 1
        case .text, .dossierCode, .procedureCode, .personName, .identity, .boolean, .present, .status, .date: return -1
        }
    }

    private mutating func table(named name: String, byName: Bool) -> Int {
        let key = byName ? "\(name) by name" : name
        if let index = tables[key] { return index }
        let empty = TableSource(name: name, file: name, columns: ["key", "value"], rows: [])
        book.tables.append(CodeTable(definition.tables[name] ?? empty, byName: byName, texts: &book.texts))
        tables[key] = book.tables.count - 1
        return book.tables.count - 1
    }

    private mutating func setDates(of meaning: ValueMeaning, in compiled: inout CompiledRule) {
        var rule = DateRule(formats: [DateFormat("iso")].compactMap(\.self), zone: definition.dateZone)
        if case .date(let formats, let zone, let literalZIsLocal) = meaning {
            rule = DateRule(formats: formats, zone: DateZone(seconds: zone, literalZIsLocal: literalZIsLocal))
        }
        book.dates.append(rule)
        compiled.dates = book.dates.count - 1
        compiled.zone = rule.zone
        switch rule.formats.first?.form {
        case .national: compiled.quickDate = .national
        case .slashed: compiled.quickDate = .slashed
        case .iso: compiled.quickDate = .iso
        case .epochMilliseconds, .wcf, .pattern, nil: compiled.quickDate = .none
        }
    }
}

extension RuleCompiler {
    /// What the text of a rule becomes: the field decides where it has a type of its own, else the rule.
    private static func target(of meaning: ValueMeaning, for field: Field?) -> CompiledRule.Target {
        switch field {
        case .code: .code
        case .procedure: .procedure
        case .applicant: .name
        case .channel: .channel
        case .status: .status
        case .submittedAt, .receivedAt, .dueAt, .newDueAt, .finishedAt, .returnedAt, .refusedAt, .statusAt: .time
        case .resultLink: meaning == .present || meaning == .text ? .present : .truth
        case .digitised, .verifiedAccount: meaning == .present ? .present : .truth
        default: target(of: meaning)
        }
    }

    private static func target(of meaning: ValueMeaning) -> CompiledRule.Target {
        switch meaning {
        case .text, .identity, .values, .table, .personName: .text
        case .dossierCode: .code
        case .procedureCode: .procedure
        case .boolean: .truth
        case .present: .present
        case .status: .status
        case .date: .time
        }
    }

    private static func setPlace(of field: Field, in compiled: inout CompiledRule) {
        compiled.isPersonal = [.applicant, .identity, .note].contains(field)
        guard let compared = ComparedField.allCases.first(where: { $0.field == field }) else { return }
        compiled.compared = Int(compared.rawValue)
        compiled.timeIndex = ComparedField.times.firstIndex(of: compared) ?? -1
    }

    /// Whether the rule copies a text as it stands into a field that is not compared.
    private func isCheckedOnly(_ rule: CompiledRule) -> Bool {
        rule.target == .text && rule.table < 0 && rule.compared < 0 && book.loneSlot(of: rule) != nil
    }
}

extension ValueRule {
    /// Whether the text is taken as it stands.
    fileprivate var isPlain: Bool {
        decode.isEmpty && split == nil && (stripPrefix ?? "").isEmpty && (stripSuffix ?? "").isEmpty
            && (addPrefix ?? "").isEmpty && (addSuffix ?? "").isEmpty && absent.allSatisfy(\.isEmpty)
    }
}

extension MappingDefinition {
    /// The zone of dates that say nothing of their own.
    var dateZone: DateZone { DateZone(seconds: zone, literalZIsLocal: literalZIsLocal) }
}
