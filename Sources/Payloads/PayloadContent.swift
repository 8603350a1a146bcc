import Dossiers

/// What one document holds.
enum PayloadContent {
    case records([NationalRecord])
    case steps([NationalStep])

    /// Canonical codes in the order of the document.
    var codes: [String] {
        switch self {
        case .records(let records): records.map(\.code)
        case .steps(let steps): steps.map(\.code)
        }
    }

    /// The national names and values of each entry.
    var rows: [[NamedValue]] {
        switch self {
        case .records(let records): records.map(\.values)
        case .steps(let steps): steps.map(\.values)
        }
    }

    /// Each entry as a content of its own.
    var entries: [PayloadContent] {
        switch self {
        case .records(let records): records.map { .records([$0]) }
        case .steps(let steps): steps.map { .steps([$0]) }
        }
    }

    /// The content without the entries of those indices.
    func without(_ indices: Set<Int>) -> PayloadContent {
        switch self {
        case .records(let records): .records(kept(records, indices))
        case .steps(let steps): .steps(kept(steps, indices))
        }
    }

    private func kept<Entry>(_ entries: [Entry], _ indices: Set<Int>) -> [Entry] {
        entries.enumerated().filter { !indices.contains($0.offset) }.map(\.element)
    }
}
