import Dossiers

/// Which copy of a key stands for it: the newest last event, then the latest end time, then the order of the sources.
///
/// Copies of one source that are equally new are told apart by what they say, so that the order of rows decides nothing.
struct CopyOrder {
    let sources: [SourceFacts]

    func precedes(_ left: Copy, _ right: Copy) -> Bool {
        let changes = (left.dossier.lastChange?.seconds ?? .min, right.dossier.lastChange?.seconds ?? .min)
        if changes.0 != changes.1 { return changes.0 > changes.1 }
        let ends = (left.dossier.finishedAt?.seconds ?? .min, right.dossier.finishedAt?.seconds ?? .min)
        if ends.0 != ends.1 { return ends.0 > ends.1 }
        let orders = (sources[left.source].order, sources[right.source].order)
        if orders.0 != orders.1 { return orders.0 < orders.1 }
        let contents = (CopyOrder.content(left.dossier), CopyOrder.content(right.dossier))
        if contents.0 != contents.1 { return contents.0.lexicographicallyPrecedes(contents.1) }
        return left.place < right.place
    }

    /// Everything that a dossier says, as texts in a fixed order.
    private static func content(_ dossier: Dossier) -> [String] {
        codes(dossier) + texts(dossier) + marks(dossier) + times(dossier) + lists(dossier)
    }

    private static func codes(_ dossier: Dossier) -> [String] {
        [
            dossier.status.rawValue.description, dossier.procedure ?? "", dossier.procedureSuffix ?? "",
            dossier.agency ?? "", dossier.identity ?? "", dossier.otherCode ?? "", dossier.originCode ?? "",
            dossier.resultCode ?? "", dossier.code.raw,
        ]
    }

    private static func texts(_ dossier: Dossier) -> [String] {
        [
            dossier.applicant, dossier.applicantKind, dossier.procedureName, dossier.field, dossier.solvingAgency,
            dossier.returnForm, dossier.onlinePayment, dossier.note,
        ].map { $0 ?? "" }
    }

    private static func marks(_ dossier: Dossier) -> [String] {
        [dossier.digitised, dossier.hasResultLink, dossier.verifiedAccount, dossier.isNotExpected].map {
            $0.map(\.description) ?? ""
        } + [dossier.channel?.name ?? ""]
    }

    private static func times(_ dossier: Dossier) -> [String] {
        [
            dossier.receivedAt, dossier.dueAt, dossier.returnedAt, dossier.submittedAt, dossier.newDueAt,
            dossier.refusedAt, dossier.statusAt,
        ].map { $0?.text ?? "" }
    }

    private static func lists(_ dossier: Dossier) -> [String] {
        let steps = dossier.steps.flatMap { step in
            [step.status?.rawValue.description, step.at?.text, step.title, step.content].map { $0 ?? "" }
        }
        return steps + dossier.carriedOver.flatMap { [$0.name] + texts(of: $0.value) }
    }

    private static func texts(of value: CarriedValue) -> [String] {
        switch value {
        case .text(let text): [text]
        case .null: [""]
        case .list(let rows): rows.flatMap { row in row.flatMap { [$0.name] + texts(of: $0.value) } }
        }
    }
}
