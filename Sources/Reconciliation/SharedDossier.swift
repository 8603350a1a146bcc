import Dossiers

/// A dossier that several values hold without copying its many fields; a change makes a copy of its own.
struct SharedDossier: Sendable, Hashable {
    private final class Box: Sendable {
        let dossier: Dossier

        init(_ dossier: Dossier) { self.dossier = dossier }
    }

    private var box: Box

    init(_ dossier: Dossier) { box = Box(dossier) }

    var value: Dossier {
        _read { yield box.dossier }
        _modify {
            var changed = box.dossier
            defer { box = Box(changed) }
            yield &changed
        }
    }

    static func == (left: SharedDossier, right: SharedDossier) -> Bool {
        left.box === right.box || left.value == right.value
    }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
