package import Dossiers
import Reports
import Settings

extension ExitStatus {
    /// The answer for a command that failed; what is not known to be lasting may pass, so it is a temporary failure.
    package init(for error: any Error) {
        switch error {
        case is UsageError: self = .usage
        case is Diagnostics, is Diagnostic, is SecretFailure: self = .configuration
        case is OutputClosed: self = .outputClosed
        case let interruption as Interrupted: self = interruption.signal == .terminate ? .terminated : .interrupted
        case let folder as RunFolderError: self = folder.isTemporary ? .temporary : .configuration
        case let failure as CommandFailure: self = failure.status
        default: self = .temporary
        }
    }
}

/// A command that failed in a way of its own, with the number that it answers.
package struct CommandFailure: Error, Sendable, Hashable {
    package let status: ExitStatus
    /// Free of personal data.
    package let message: Sentence

    package init(_ status: ExitStatus, _ message: Sentence) {
        self.status = status
        self.message = message
    }
}

/// Something on the command line or in a `DOISOAT_*` variable that cannot be understood.
package struct UsageError: Error, Sendable, Hashable {
    /// One sentence without a full stop.
    package let message: Sentence

    package init(_ message: Sentence) { self.message = message }
}
