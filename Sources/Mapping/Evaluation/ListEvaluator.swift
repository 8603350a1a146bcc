import Dossiers
import Formats

/// The lists of a record: its steps, and the lists that payloads need.
struct ListEvaluator {
    /// What had to be left out since `begin`.
    private(set) var faults: [RecordProblem] = []
    private let program: MappingProgram
    private let finder: TreeFinder
    private var day: Int32?

    init(_ program: MappingProgram, finder: TreeFinder) {
        self.program = program
        self.finder = finder
    }

    /// Forgets the last record; `day` is what tables with spans look at.
    mutating func begin(day: Int32?) {
        faults = []
        self.day = day
    }

    /// The steps of a record, in its order.
    mutating func steps(of record: RecordValue) -> [Step] {
        guard let list = program.steps else { return [] }
        return elements(of: list, in: record).map { element in
            var step = Step()
            evaluate(element, list) { name, value, core, bytes in step.set(name, value, core.text(value, in: bytes)) }
            return step
        }
    }

    /// The elements of a list as named national values, blanks as null; an element that says nothing is none.
    mutating func records(of list: CompiledList, in record: RecordValue) -> [[NamedValue]] {
        elements(of: list, in: record).compactMap { element in
            var members: [NamedValue] = []
            evaluate(element, list) { name, value, core, bytes in
                let text = core.nationalText(value, in: bytes)
                members.append(NamedValue(name: name, value: text.map { .text($0) } ?? .null))
            }
            for (name, nested) in list.lists {
                members.append(NamedValue(name: name, value: .list(records(of: nested, in: element))))
            }
            return members.allSatisfy(\.isBlank) ? nil : members
        }
    }

    private func elements(of list: CompiledList, in record: RecordValue) -> [RecordValue] {
        finder.list(at: list.path, in: record)
    }

    private mutating func evaluate(
        _ element: RecordValue,
        _ list: CompiledList,
        _ take: (String, NormalValue, RecordCore, Span<UInt8>) -> Void
    ) {
        var tree = TreeSlots(paths: list.book.paths, style: finder.style)
        var core = RecordCore(book: list.book, escapes: SlotEscapes(format: program.format))
        tree.load(element)
        core.day = day
        for (name, rule) in zip(list.names, list.book.rules) {
            do throws(RecordProblem) {
                let value = try core.value(rule, tree.slots.span, in: tree.bytes.span)
                take(name, value, core, tree.bytes.span)
            } catch {
                faults.append(error.inPart("\(list.path.text).\(name)"))
                take(name, .blank, core, tree.bytes.span)
            }
        }
    }
}

extension TreeFinder {
    /// The elements at a list path; `[]` at its end may be left out.
    func list(at path: SlotPath, in record: RecordValue) -> [RecordValue] {
        var values = [record]
        for component in path.components {
            values = values.flatMap { elements(of: $0[component.name]) }
        }
        return values
    }
}

extension NamedValue {
    /// Whether it is null or a list without elements.
    fileprivate var isBlank: Bool { value == .null || value == .list([]) }
}

extension Step {
    /// Sets the member of that name in a mapping.
    fileprivate mutating func set(_ name: String, _ value: NormalValue, _ text: String?) {
        switch (name, value) {
        case ("status", .status(let status)): self.status = status
        case ("at", .time(let instant)): at = instant
        case ("started_at", .time(let instant)): startedAt = instant
        case ("due_at", .time(let instant)): dueAt = instant
        case ("person", _): person = text
        case ("title", _): title = text
        case ("department", _): department = text
        case ("content", _): content = text
        default: break
        }
    }
}
