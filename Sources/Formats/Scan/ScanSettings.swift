/// How a scan does its work; no setting changes what it finds.
package struct ScanSettings: Sendable, Hashable {
    /// Bytes that are read and indexed at once, at first; a longer record makes it grow.
    package var blockBytes = 256 << 10
    /// Bytes that are looked at for the place of a cut between two parts of a page.
    package var cutWindowBytes = 256 << 10
    /// How the kernel runs.
    package var level = ScanLevel.best

    package init() {}
}
