package import Dossiers

/// One record of a key, read in full, with the source that told it.
package struct Copy: Sendable, Hashable {
    private var shared: SharedDossier
    /// Index among the sources of the run.
    package var source: Int
    package var place: RecordPlace

    package init(dossier: Dossier, source: Int, place: RecordPlace) {
        shared = SharedDossier(dossier)
        self.source = source
        self.place = place
    }

    /// What the record says.
    package var dossier: Dossier {
        _read { yield shared.value }
        _modify { yield &shared.value }
    }

    /// The same without its fields copied.
    var sharedDossier: SharedDossier { shared }
}

/// A record that was set aside although its code could be read.
package struct SetAside: Sendable, Hashable {
    package var source: Int
    package var place: RecordPlace
    package var problem: RecordProblem?

    package init(source: Int, place: RecordPlace, problem: RecordProblem?) {
        self.source = source
        self.place = place
        self.problem = problem
    }
}

/// Everything both sides say of one key.
package struct KeyCase: Sendable, Hashable {
    /// Canonical code.
    package var code: String
    package var locals: [Copy]
    package var portals: [Copy]
    package var setAsideLocal: [SetAside]
    package var setAsidePortal: [SetAside]

    package init(
        code: String,
        locals: [Copy],
        portals: [Copy],
        setAsideLocal: [SetAside] = [],
        setAsidePortal: [SetAside] = []
    ) {
        self.code = code
        self.locals = locals
        self.portals = portals
        self.setAsideLocal = setAsideLocal
        self.setAsidePortal = setAsidePortal
    }
}
