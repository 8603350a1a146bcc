package import Dossiers
package import Formats

/// What one record came to, in full.
package enum Evaluation: Sendable, Hashable {
    case dossier(Dossier)
    /// The record is quarantined; the code where it was readable.
    case problem(RecordProblem, DossierCode?)
    /// The record is none (`skip_when`).
    case skipped
}

/// The slow and complete way from a record to its dossier, through the same core as the digest.
///
/// One per thread. Its verdict and every compared value agree with `DigestEvaluator` on the same record.
package struct DossierEvaluator {
    /// Parts of the last dossier that were left out because they could not be read: steps and what is carried over.
    ///
    /// They never quarantine the record, for the digest does not see them.
    package private(set) var faults: [RecordProblem] = []
    let program: MappingProgram
    let finder: TreeFinder
    var core: RecordCore
    var tree: TreeSlots
    private var lists: ListEvaluator
    /// The fields that the mapping fills.
    let filled: Set<Field>

    /// An evaluator for the records of `program`.
    package init(_ program: MappingProgram) {
        self.program = program
        finder = TreeFinder(program.recordFormat)
        core = RecordCore(book: program.book, escapes: SlotEscapes(format: program.format))
        tree = TreeSlots(paths: program.book.paths, style: finder.style)
        lists = ListEvaluator(program, finder: finder)
        filled = Set(program.lines.keys)
    }

    /// The dossier of a record, with steps and what is carried over.
    package mutating func evaluate(_ record: RecordValue) -> Evaluation {
        tree.load(record)
        core.begin()
        faults = []
        let (slots, bytes) = (tree.slots, tree.bytes)
        if core.holds(program.skipWhen, slots.span, in: bytes.span) { return .skipped }
        var draft = DossierDraft()
        do throws(RecordProblem) {
            try fill(&draft, slots.span, in: bytes.span)
            if tree.isAmbiguous { throw .repeatedElement }
            var dossier = try draft.finished()
            complete(&dossier, record, slots.span, in: bytes.span)
            return .dossier(dossier)
        } catch {
            return .problem(error, draft.dossier?.code)
        }
    }

    mutating func fill(
        _ draft: inout DossierDraft,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) {
        for rule in core.book.rules {
            let value = try core.value(rule, slots, in: bytes)
            if case .time(let instant) = value { core.noteDay(instant.seconds, TimeRole(of: rule.field)) }
            try draft.take(value, of: rule.field, core, in: bytes)
        }
    }

    private mutating func complete(
        _ dossier: inout Dossier,
        _ record: RecordValue,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) {
        dossier.isNotExpected = core.holds(program.notExpectedWhen, slots, in: bytes)
        dossier.carried = filled
        lists.begin(day: core.day)
        dossier.steps = lists.steps(of: record)
        for rule in program.carry {
            switch rule {
            case .value(let name, let value):
                let text = carried(name, value, slots, in: bytes)
                dossier.carriedOver.append(NamedValue(name: name, value: text))
            case .list(let name, let list):
                dossier.carriedOver.append(NamedValue(name: name, value: .list(lists.records(of: list, in: record))))
            }
        }
        faults += lists.faults
    }

    private mutating func carried(
        _ name: String,
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) -> CarriedValue {
        do throws(RecordProblem) {
            let value = try core.value(rule, slots, in: bytes)
            return core.nationalText(value, in: bytes).map { .text($0) } ?? .null
        } catch {
            faults.append(error.inPart(name))
            return .null
        }
    }
}

extension DossierEvaluator {
    /// The digest of a record that exists only as a tree, for feeds that must be unwrapped.
    package mutating func digest(
        _ record: RecordValue,
        with evaluator: inout DigestEvaluator,
        into digest: inout DossierDigest
    ) -> DigestVerdict {
        tree.load(record)
        let (slots, bytes) = (tree.slots, tree.bytes)
        let verdict = evaluator.digest(slots.span, in: bytes.span, into: &digest)
        guard tree.isAmbiguous, verdict != .skipped else { return verdict }
        _ = evaluator.key(slots.span, in: bytes.span, into: &digest)
        return .problem(.repeatedElement)
    }

    /// The as-of instant that the envelope of a page declares; nil when it declares none, or none that can be read.
    package func declaredAsOf(in document: RecordValue) -> Instant? {
        guard let book = program.declared, let rule = book.rules.first else { return nil }
        var core = RecordCore(book: book, escapes: SlotEscapes(format: program.format))
        var tree = TreeSlots(paths: book.paths, style: TreeFinder(program.format).style)
        tree.load(document)
        guard case .time(let instant)? = try? core.value(rule, tree.slots.span, in: tree.bytes.span) else { return nil }
        return instant
    }
}

extension RecordProblem {
    /// Which of the values is the true one, nobody can tell.
    fileprivate static var repeatedElement: RecordProblem {
        RecordProblem(.duplicateName, detail: "a mapped element for the second time")
    }

    /// The problem as one of a part that is left out: no field of the dossier, the name in the detail.
    func inPart(_ name: String) -> RecordProblem {
        let detail: Sentence = self.detail.map { "\(name): \($0)" } ?? "\(name)"
        return RecordProblem(reason, field: nil, value: value, table: table, detail: detail)
    }
}

extension MappingProgram {
    /// The syntax in which records stand: that of the innermost document of a page that must be unwrapped.
    var recordFormat: RecordFormat {
        switch definition.unwrap.last?.inner {
        case nil: format
        case .json?: .json(records: [])
        case .xml?: .xml(records: [], namespaces: [:])
        }
    }
}
