package import Dossiers
package import Settings

/// What a run is asked for beside its configuration.
package struct RunOptions: Sendable {
    /// Threads that read and compare; at least 1.
    package var threads: Int
    /// Bytes that the comparison may hold before it spills.
    package var memory: Int
    /// Folder of this run alone for spill files and the pages of a dry run; the caller removes it.
    package var scratch: String
    /// Whether raw pages are kept (`run`); a dry run keeps none.
    package var keepsPages: Bool
    /// Name of the run.
    package var run: String
    /// The clock, for the index of raw pages.
    package var now: @Sendable () -> Instant
    /// Reads a secret from where the configuration says it is.
    package var secret: @Sendable (Secret) throws -> String
    /// The path of the file that a secret is, for those that a library reads by itself.
    package var secretFile: @Sendable (Secret) throws -> String

    /// Bytes that the comparison may hold unless the user says otherwise.
    package static let standardMemory = 256 << 20

    package init(
        run: String,
        threads: Int,
        memory: Int = RunOptions.standardMemory,
        scratch: String,
        keepsPages: Bool,
        now: @escaping @Sendable () -> Instant,
        secret: @escaping @Sendable (Secret) throws -> String,
        secretFile: @escaping @Sendable (Secret) throws -> String
    ) {
        self.run = run
        self.threads = threads
        self.memory = memory
        self.scratch = scratch
        self.keepsPages = keepsPages
        self.now = now
        self.secret = secret
        self.secretFile = secretFile
    }
}
