package import Dossiers
import Glibc

/// The archive of raw pages cannot be written; the run cannot go on.
package struct ArchiveError: Error, Sendable, Hashable {
    /// The kinds of failure.
    package enum Code: String, Sendable, Hashable {
        /// The disk, the quota or the limit on the size of files is used up.
        case diskFull = "disk-full"
        /// A folder or file cannot be made.
        case cannotCreate = "cannot-create"
        /// Writing failed for another reason than space.
        case cannotWrite = "cannot-write"
        /// A file that should be there cannot be read.
        case cannotRead = "cannot-read"
        /// A page of this name exists already.
        case nameTaken = "name-taken"
        /// A name that is not a plain file name.
        case badName = "bad-name"
    }

    /// What kind of failure.
    package let code: Code
    /// The folder or file concerned.
    package let path: String
    /// What the system said; nil when it was not asked.
    package let systemMessage: String?

    init(_ code: Code, path: String) {
        self.code = code
        self.path = path
        systemMessage = nil
    }

    /// The failure of a system call: `code`, or `diskFull` when that is what `number` says.
    init(_ code: Code, path: String, errno number: Int32) {
        self.code = [ENOSPC, EDQUOT, EFBIG].contains(number) ? .diskFull : code
        self.path = path
        // SAFETY: strerror returns a NUL-terminated text that is copied at once.
        systemMessage = unsafe strerror(number).map { unsafe String(cString: $0) }
    }
}

extension ArchiveError: CustomStringConvertible {
    /// One sentence for people; safe for logs.
    package var description: String { "\(sentence)" }
}

extension ArchiveError: Tellable {
    package var sentence: Sentence {
        systemMessage.map { "\(path): \(clause): \(Sentence(said: $0))" } ?? "\(path): \(clause)"
    }

    private var clause: Sentence {
        switch code {
        case .diskFull: "there is no room left to write"
        case .cannotCreate: "cannot be created"
        case .cannotWrite: "cannot be written"
        case .cannotRead: "cannot be read"
        case .nameTaken: "exists already"
        case .badName: "is not a plain file name"
        }
    }
}
