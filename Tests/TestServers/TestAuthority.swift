import Foundation

/// An authority of our own that lives as long as the test, and the certificates that it issues.
package final class TestAuthority {
    /// PEM files of a certificate and its key.
    package struct Certificate {
        /// The certificate.
        package let file: String
        /// Its key.
        package let key: String
    }

    /// That of the authority itself.
    package let own: Certificate
    private let folder: ScratchFolder

    /// Makes a key and a certificate.
    package init() throws {
        folder = try ScratchFolder()
        own = Certificate(file: "\(folder.path)/authority.pem", key: "\(folder.path)/authority.key")
        try Self.run(
            "req",
            "-x509",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=Test authority",
            "-out",
            own.file,
            to: own.key
        )
    }

    /// A certificate that is valid now; `subject` is its name, `alternative` the address or host that it stands for.
    package func issue(_ subject: String, for alternative: String = "IP:127.0.0.1") throws -> Certificate {
        let issued = certificate(subject)
        try Self.run(
            "req",
            "-x509",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=\(subject)",
            "-addext",
            "subjectAltName=\(alternative)",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-CA",
            own.file,
            "-CAkey",
            own.key,
            "-out",
            issued.file,
            to: issued.key
        )
        return issued
    }

    /// A certificate for 127.0.0.1 whose time has passed.
    package func issueExpired(_ subject: String) throws -> Certificate {
        let issued = certificate(subject)
        let (request, settings) = ("\(folder.path)/request.pem", "\(folder.path)/authority.conf")
        try Self.run("req", "-new", "-nodes", "-subj", "/CN=\(subject)", "-out", request, to: issued.key)
        try Data().write(to: URL(fileURLWithPath: "\(folder.path)/index"))
        let text = """
            [a]
            database = \(folder.path)/index
            new_certs_dir = \(folder.path)
            default_md = sha256
            policy = p
            rand_serial = yes
            [p]
            commonName = supplied
            [v]
            subjectAltName = IP:127.0.0.1
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: settings))
        try Self.run([
            "ca", "-batch", "-notext", "-config", settings, "-name", "a", "-extensions", "v", "-cert", own.file,
            "-keyfile", own.key, "-startdate", "20200101000000Z", "-enddate", "20210101000000Z", "-in", request,
            "-out", issued.file,
        ])
        return issued
    }

    /// Encrypts the key of `certificate`; the path of the new key.
    package func lock(_ certificate: Certificate, with password: String) throws -> String {
        let locked = certificate.key + ".locked"
        try Self.run(["pkcs8", "-topk8", "-in", certificate.key, "-out", locked, "-passout", "pass:\(password)"])
        return locked
    }

    /// The pin of the key of `certificate`, as curl writes it.
    package func pin(_ certificate: Certificate) throws -> String {
        let script = """
            openssl x509 -in "$0" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary \
            | openssl base64
            """
        let process = try ChildProcess(["sh", "-c", script, certificate.file])
        guard let line = process.line(), process.succeeds() else { throw ChildProcess.NotStarted() }
        return "sha256//\(line)"
    }

    private func certificate(_ subject: String) -> Certificate {
        Certificate(file: "\(folder.path)/\(subject).pem", key: "\(folder.path)/\(subject).key")
    }

    private static func run(_ arguments: String..., to key: String) throws {
        let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", key]
        try run([arguments[0]] + newKey + arguments.dropFirst())
    }

    private static func run(_ arguments: [String]) throws {
        guard try ChildProcess(["openssl"] + arguments).succeeds() else { throw ChildProcess.NotStarted() }
    }
}
