import Dossiers
import Formats

/// A `ListRule` compiled: where the list stands in the tree and what each element gives.
struct CompiledList: Sendable {
    let path: SlotPath
    let book: RuleBook
    /// Name of the member that the rule of the same index in `book.rules` fills.
    let names: [String]
    /// Lists inside each element.
    let lists: [(name: String, list: CompiledList)]

    init(_ rule: ListRule, _ definition: MappingDefinition) {
        var compiler = RuleCompiler(definition)
        path = rule.list
        names = rule.of.map(\.name)
        for member in rule.of { compiler.add(member.value, asStatus: member.name == "status") }
        book = compiler.book
        lists = rule.lists.map { ($0.name, CompiledList($0.list, definition)) }
    }
}

/// A `CarryRule` compiled.
enum CompiledCarry: Sendable {
    case value(name: String, CompiledRule)
    case list(name: String, CompiledList)

    /// Compiles a rule; the slots of a single value join those of the record.
    init(_ rule: CarryRule, _ definition: MappingDefinition, _ compiler: inout RuleCompiler) {
        switch rule {
        case .value(let name, let value): self = .value(name: name, compiler.compile(value, for: nil))
        case .list(let name, let list): self = .list(name: name, CompiledList(list, definition))
        }
    }
}
