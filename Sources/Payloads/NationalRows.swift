import Dossiers

/// The elements of a list as every client writes them: members in the order of protocol 1.4, elements that say nothing left out.
enum NationalRows {
    /// The elements of a list of the record.
    static func rows(_ rows: [[NamedValue]], of list: String) -> [[NamedValue]] {
        ordered(rows.map { $0.map(member) }, NationalList.members[list] ?? [])
    }

    /// A list inside an element that the source leaves blank is an empty list; one that it fills says only what it fills.
    private static func member(_ member: NamedValue) -> NamedValue {
        guard let names = NationalList.nested[member.name] else { return member }
        switch member.value {
        case .null, .text(""): return NamedValue(name: member.name, value: .list([]))
        case .text: return member
        case .list(let rows):
            let filled = rows.map { $0.filter { !isBlank($0.value) } }
            return NamedValue(name: member.name, value: .list(ordered(filled, names)))
        }
    }

    private static func ordered(_ rows: [[NamedValue]], _ names: [String]) -> [[NamedValue]] {
        rows.filter { row in !row.allSatisfy { isBlank($0.value) } }.map { row in
            names.flatMap { name in row.filter { $0.name == name } } + row.filter { !names.contains($0.name) }
        }
    }

    private static func isBlank(_ value: CarriedValue) -> Bool {
        switch value {
        case .null: true
        case .text(let text): text.isEmpty
        case .list(let rows): rows.isEmpty
        }
    }
}
