import NIOSSL

/// The certificates of a served world, made by the system's `openssl` for this rehearsal alone.
struct Certificates: Sendable {
    /// PEM of the authority that a configuration names.
    let authority: String
    private let folder: String

    /// Which certificate a source stands behind.
    enum Leaf: String, CaseIterable, Sendable {
        /// For 127.0.0.1 and localhost, valid.
        case good
        /// For them as well, no longer valid.
        case expired
        /// Valid, but for another host.
        case other

        fileprivate var names: String {
            self == .other ? "DNS:cong-khac.example.vn" : "DNS:localhost,IP:127.0.0.1"
        }

        fileprivate var signing: [String] {
            [
                "openssl", "ca", "-batch", "-notext", "-config", "ca.cnf", "-in", "\(rawValue).csr", "-out",
                "\(rawValue).pem", "-extfile", "\(rawValue).ext",
            ] + validity
        }

        private var validity: [String] {
            self == .expired
                ? ["-startdate", "20200101000000Z", "-enddate", "20200201000000Z"] : ["-days", "30"]
        }
    }

    /// Makes an authority and the three leaves in a folder that exists; keys are for their owner only.
    ///
    /// - Throws: `ToolError` when there is no `openssl`, `OutputError` when a file cannot be written.
    init(in folder: String) throws {
        self.folder = folder
        authority = "\(folder)/ca.pem"
        _ = try Tool.output(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                "ca.key", "-out", "ca.pem", "-subj", "/CN=Dien tap doisoat", "-days", "30", "-addext",
                "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
            ],
            in: folder
        )
        try save("index.txt", "")
        try save("serial", "01\n")
        try save("ca.cnf", Certificates.settings)
        for leaf in Leaf.allCases { try make(leaf) }
        _ = try Tool.output(["sh", "-c", "chmod 600 *.key"], in: folder)
    }

    private func save(_ name: String, _ text: String) throws(OutputError) {
        var file = try OutputFile(creating: "\(folder)/\(name)")
        try file.write { $0.append(text) }
        try file.flush()
    }

    /// What `openssl ca` wants to know of the authority.
    private static let settings = """
        [ca]
        default_ca = rehearsal
        [rehearsal]
        new_certs_dir = .
        database = index.txt
        serial = serial
        default_md = sha256
        policy = policy
        private_key = ca.key
        certificate = ca.pem
        unique_subject = no
        [policy]
        commonName = supplied

        """

    private func make(_ leaf: Leaf) throws {
        try save("\(leaf.rawValue).ext", "subjectAltName=\(leaf.names)\nextendedKeyUsage=serverAuth\n")
        _ = try Tool.output(
            [
                "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                "\(leaf.rawValue).key", "-out", "\(leaf.rawValue).csr", "-subj", "/CN=\(leaf.rawValue)",
            ],
            in: folder
        )
        _ = try Tool.output(leaf.signing, in: folder)
    }

    /// How a server shows a leaf.
    ///
    /// - Throws: an error of the TLS library when a file is not what it should be.
    func context(_ leaf: Leaf) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile("\(folder)/\(leaf.rawValue).pem")
        let key = try NIOSSLPrivateKey(file: "\(folder)/\(leaf.rawValue).key", format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        return try NIOSSLContext(configuration: configuration)
    }
}
