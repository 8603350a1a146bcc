package import Dossiers
package import Settings

/// What a run is asked to do.
package struct ReconcileRequest: Sendable, Hashable {
    /// Path of the configuration.
    package var configuration: String
    /// Name of the run.
    package var run: String
    /// First and last day of receipt that count; nil leaves the configuration's window.
    package var since: Instant?
    package var until: Instant?
    /// Nil: one for each processor.
    package var threads: Int?
    /// Bytes before the comparison spills; nil leaves the default.
    package var memory: Int?
    /// How long to wait for another run to end.
    package var lockTimeout: Duration

    package init(run: String, _ preferences: Preferences) {
        configuration = preferences.configuration
        self.run = run
        since = preferences.since
        until = preferences.until
        threads = preferences.threads
        memory = preferences.memory
        lockTimeout = preferences.lockTimeout
    }
}

/// What `explain` is asked.
package struct ExplainRequest: Sendable, Hashable {
    /// Path of the configuration.
    package var configuration: String
    package var code: DossierCode

    package init(configuration: String, code: DossierCode) {
        self.configuration = configuration
        self.code = code
    }
}

/// What `check` is asked.
package struct CheckRequest: Sendable, Hashable {
    /// Path of the configuration.
    package var configuration: String
    /// Whether the sources are called as well.
    package var isOnline: Bool

    package init(configuration: String, isOnline: Bool) {
        self.configuration = configuration
        self.isOnline = isOnline
    }
}

/// Which mappings a mapping command looks at.
package struct MappingsRequest: Sendable, Hashable {
    /// Folder of the mappings; nil takes the configuration's.
    package var folder: String?
    /// Path of the configuration.
    package var configuration: String
    /// Names of mappings; empty takes all.
    package var names: [String]

    package init(folder: String?, configuration: String, names: [String]) {
        self.folder = folder
        self.configuration = configuration
        self.names = names
    }
}

/// One thing that `check` looked at.
package struct CheckFinding: Sendable, Hashable {
    /// What it is.
    package enum Subject: Sendable, Hashable {
        /// A configuration by its path.
        case configuration(String)
        /// A mapping by its name.
        case mapping(String)
        /// A source by its id.
        case source(String)
    }

    package var subject: Subject
    /// What is wrong in its files; nil when nothing is.
    package var diagnostics: Diagnostics?
    /// Why it could not be reached; nil when it could, or was not tried.
    package var failure: String?

    package init(_ subject: Subject, diagnostics: Diagnostics? = nil, failure: String? = nil) {
        self.subject = subject
        self.diagnostics = diagnostics
        self.failure = failure
    }
}
