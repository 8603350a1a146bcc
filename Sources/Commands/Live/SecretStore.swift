package import Dossiers
import Glibc
package import Settings

/// Fetches secrets from where the configuration says that they are kept.
package struct SecretStore: Sendable {
    private let environment: [String: String]

    package init(environment: [String: String]) { self.environment = environment }

    /// The secret, without the line end that editors add.
    ///
    /// - Throws: `SecretFailure` when it is missing or empty, or when others may read its file.
    package func text(of secret: Secret) throws(SecretFailure) -> String {
        let text =
            switch secret {
            case .environment(let name): environment[name]
            case .file(let path): try contents(of: path, secret)
            case .credential(let name): try credential(name, secret)
            }
        guard let text, !text.isEmpty else { throw SecretFailure(secret, .missing) }
        return text
    }

    /// The path of the file that holds the secret, whole.
    ///
    /// - Throws: `SecretFailure` when it is no file, missing or empty, or when others may read it.
    package func path(of secret: Secret) throws(SecretFailure) -> String {
        let path: String? =
            switch secret {
            case .environment: nil
            case .file(let path): path
            case .credential(let name): environment["CREDENTIALS_DIRECTORY"].map { "\($0)/\(name)" }
            }
        guard let path, !(try text(of: secret)).isEmpty else { throw SecretFailure(secret, .missing) }
        return path
    }

    private func credential(_ name: String, _ secret: Secret) throws(SecretFailure) -> String? {
        guard let folder = environment["CREDENTIALS_DIRECTORY"], !name.contains("/") else { return nil }
        return try contents(of: "\(folder)/\(name)", secret)
    }

    private func contents(of path: String, _ secret: Secret) throws(SecretFailure) -> String? {
        guard isPrivate(path) else { throw SecretFailure(secret, .readableByOthers) }
        guard let bytes = try? TextFile.bytes(at: path, limit: 64 << 10) else { throw SecretFailure(secret, .missing) }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    /// Whether nobody but the owner may read the file; a file that is missing passes, to be told as missing.
    private func isPrivate(_ path: String) -> Bool {
        var status = stat()
        // SAFETY: the path lives for the call, and `status` outlives it.
        guard unsafe stat(path, &status) == 0 else { return true }
        return status.st_mode & (S_IRWXG | S_IRWXO) == 0
    }
}

/// Why a secret could not be had; never holds the secret.
package struct SecretFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    package enum Reason: Sendable, Hashable {
        case missing
        case readableByOthers
    }

    package let secret: Secret
    package let reason: Reason

    init(_ secret: Secret, _ reason: Reason) {
        self.secret = secret
        self.reason = reason
    }

    /// English, for a person.
    package var description: String { "\(sentence)" }
}

extension SecretFailure: Tellable {
    package var sentence: Sentence {
        switch reason {
        case .missing: "the secret \(secret.text) is missing or empty"
        case .readableByOthers: "the file of the secret \(secret.text) can be read by others; chmod 600 it"
        }
    }
}
