package import Dossiers
package import Pipeline
package import Settings

/// A configuration, and what counts instead of it.
package struct ConfigurationRequest: Sendable, Hashable {
    /// Path of the file.
    package var file: String
    /// A later one of a name wins.
    package var overrides: [SettingOverride]

    package init(file: String, overrides: [SettingOverride] = []) {
        self.file = file
        self.overrides = overrides
    }
}

/// What a run is asked to do.
package struct ReconcileRequest: Sendable, Hashable {
    package var configuration: ConfigurationRequest
    /// Name that the run wants; one that keeps pages takes the next free one.
    package var run: String
    /// Whether the raw pages are kept (`run`); a dry run keeps none.
    package var keepsPages: Bool
    /// Nil: one for each processor.
    package var threads: Int?
    /// Bytes before the comparison spills; nil leaves the default.
    package var memory: Int?
    /// How long to wait for another run to end.
    package var lockTimeout: Duration

    package init(run: String, keepsPages: Bool, _ preferences: Preferences) {
        configuration = preferences.configurationRequest
        self.run = run
        self.keepsPages = keepsPages
        threads = preferences.threads
        memory = preferences.memory
        lockTimeout = preferences.lockTimeout
    }

    /// A reading that keeps nothing, with standard effort.
    init(lookingAt configuration: ConfigurationRequest, _ clock: Clock) {
        self.configuration = configuration
        run = clock.runName
        keepsPages = false
        lockTimeout = .zero
    }
}

/// What `explain` is asked.
package struct ExplainRequest: Sendable, Hashable {
    package var configuration: ConfigurationRequest
    package var code: DossierCode

    package init(configuration: ConfigurationRequest, code: DossierCode) {
        self.configuration = configuration
        self.code = code
    }
}

/// What `check` is asked.
package struct CheckRequest: Sendable, Hashable {
    package var configuration: ConfigurationRequest
    /// Whether the sources are called as well.
    package var isOnline: Bool

    package init(configuration: ConfigurationRequest, isOnline: Bool) {
        self.configuration = configuration
        self.isOnline = isOnline
    }
}

/// Which mappings a mapping command looks at.
package struct MappingsRequest: Sendable, Hashable {
    /// Folder of the mappings; nil takes the configuration's.
    package var folder: String?
    package var configuration: ConfigurationRequest
    /// Names of mappings; empty takes all.
    package var names: [String]

    package init(folder: String?, configuration: ConfigurationRequest, names: [String]) {
        self.folder = folder
        self.configuration = configuration
        self.names = names
    }
}

extension MappingsRequest {
    /// The configuration, with the folder of mappings that was named in place of its own.
    var configurationRequest: ConfigurationRequest {
        var request = configuration
        if let folder { request.overrides.append(SettingOverride(.mappings, folder, from: .flag("--mappings"))) }
        return request
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
    /// What looking at a source has shown, step by step; empty when it was not tried.
    package var steps: [ProbeStep]
    /// Whether a source was not even asked because something of ours is wrong.
    package var isMisconfigured = false

    /// The first step that failed; nil when none did.
    package var failure: ProbeStep? { steps.first { $0.verdict == .failed } }

    /// Whether everything is in order.
    package var isSound: Bool { diagnostics == nil && failure == nil }

    package init(_ subject: Subject, diagnostics: Diagnostics? = nil, steps: [ProbeStep] = []) {
        self.subject = subject
        self.diagnostics = diagnostics
        self.steps = steps
    }

    /// What a probe of a source came to.
    init(_ probe: SourceProbe) {
        self.init(.source(probe.source), steps: probe.steps)
        isMisconfigured = probe.isMisconfigured
    }
}

extension Preferences {
    /// The configuration that the user names.
    var configurationRequest: ConfigurationRequest { ConfigurationRequest(file: configuration, overrides: overrides) }
}
