package import Dossiers
import Glibc

/// Why a run folder could not be written; the folder that was begun is gone by then.
package struct RunFolderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What could not be done.
    package enum Operation: String, Sendable, Hashable {
        case create
        case write
        case sync
        case rename
        case remove
        case list
    }

    package let operation: Operation
    /// The path as it was given.
    package let path: String
    /// The number of the operating system's error.
    package let number: Int32

    package init(_ operation: Operation, path: String, number: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    /// A run of that name is there already, or is being written.
    init(nameTaken path: String) { self.init(.create, path: path, number: EEXIST) }

    /// Whether another name may succeed.
    package var isNameTaken: Bool { operation == .create && number == EEXIST }

    /// English, safe for logs.
    package var description: String { "\(sentence)" }

    /// Whether the place itself is the trouble (full, over quota or a limit), so that a rerun may help.
    package var isTemporary: Bool { [ENOSPC, EDQUOT, EFBIG, EIO, EAGAIN, EMFILE, ENFILE].contains(number) }
}

extension RunFolderError: Tellable {
    package var sentence: Sentence {
        // SAFETY: strerror answers a NUL-terminated text that stays valid until the next call; it is copied at once.
        let reason = unsafe strerror(number).map { unsafe Sentence(said: String(cString: $0)) } ?? "error \(number)"
        return "cannot \(Sentence(said: operation.rawValue)) \(path): \(reason)"
    }
}
