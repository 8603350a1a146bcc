import Dossiers

/// Reads places of secrets; a secret that is written out is refused and never shown.
struct SecretReading {
    let folder: String

    private static let hint: Sentence = "`{ env: NAME }`, `{ file: PATH }` or `{ credential: NAME }`"

    /// Where a secret is kept.
    func secret(_ value: YAMLValue) -> Secret? {
        guard value.isMapping else { return refuseLiteral(value) }
        return value.mapping { keys in
            guard let place = keys.exactlyOne(of: ["env", "file", "credential"]) else {
                value.hideLines()
                return nil
            }
            return located(place)
        }
    }

    private func located(_ place: YAMLValue) -> Secret? {
        guard case .scalar(let text, _) = place.node.content, !text.isEmpty else {
            return place.refuseSecret("`\(place.name)` must be a text", hint: Self.hint)
        }
        switch place.name {
        case "file": return .file(Folder.resolve(text, from: folder))
        case "env":
            guard Self.isVariable(text) else {
                return place.refuseSecret(
                    "`env` must be the name of a variable",
                    hint: "letters, digits and `_`, not the secret itself"
                )
            }
            return .environment(text)
        default:
            guard SourcesReading.identifier(text) != nil else {
                return place.refuseSecret(
                    "`credential` must be the name of a credential",
                    hint: "letters, digits, `-` and `_`"
                )
            }
            return .credential(text)
        }
    }

    /// How a feed proves who is asking.
    func authentication(_ value: YAMLValue) -> Authentication? {
        guard value.isMapping else { return refuseLiteral(value) }
        let count = value.context.collector.count
        let result: Authentication? = value.mapping { keys in
            keys.exactlyOne(of: ["bearer", "basic", "login", "header", "oauth2", "lgsp"]).flatMap(self.method)
        }
        if value.context.collector.count > count { value.hideLines() }
        return result
    }

    private func method(_ value: YAMLValue) -> Authentication? {
        if value.name == "bearer" { return secret(value).map(Authentication.bearer) }
        guard value.isMapping else { return refuseLiteral(value) }
        return value.mapping { keys in
            switch value.name {
            case "header": return header(keys)
            case "oauth2": return oauth2(keys).map(Authentication.oauth2)
            case "lgsp": return platform(keys).map(Authentication.platform)
            default: break
            }
            let user = keys.required("user")?.text()
            let password = keys.required("password").flatMap(secret)
            guard let user, let password else { return nil }
            return value.name == "basic"
                ? .basic(user: user, password: password) : .login(user: user, password: password)
        }
    }

    private func header(_ keys: YAMLKeys) -> Authentication? {
        let name = keys.required("name")?.converted("a name of a header") { HTTPReading.isToken($0) ? $0 : nil }
        let secret = keys.required("value").flatMap(self.secret)
        guard let name, let secret else { return nil }
        return .header(name: name, value: secret)
    }

    private func oauth2(_ keys: YAMLKeys) -> Authentication.OAuth2? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let client = keys.required("client")?.text()
        let secret = keys.required("secret").flatMap(self.secret)
        let scope = keys.optional("scope")?.text()
        let isInForm = keys.optional("in_form")?.boolean() ?? false
        guard let url, let client, let secret else { return nil }
        return Authentication.OAuth2(url: url, client: client, secret: secret, scope: scope, isInForm: isInForm)
    }

    private func platform(_ keys: YAMLKeys) -> Authentication.Platform? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let accessKey = keys.required("access_key").flatMap(secret)
        let secretKey = keys.required("secret_key").flatMap(secret)
        let application = keys.optional("app_name")?.text() ?? ""
        let partner = keys.optional("partner_code")?.text() ?? ""
        let customer = keys.optional("partner_code_cus")?.text() ?? ""
        guard let url, let accessKey, let secretKey else { return nil }
        return Authentication.Platform(
            url: url,
            accessKey: accessKey,
            secretKey: secretKey,
            application: application,
            partner: partner,
            customer: customer
        )
    }

    private func refuseLiteral<Value>(_ value: YAMLValue) -> Value? {
        value.refuseSecret("a secret must not be written into this file", hint: Self.hint)
    }

    private static func isVariable(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
    }
}

/// Names that tell a secret.
enum SecretWords {
    private static let words = [
        "authorization", "cookie", "token", "password", "passwd", "secret", "apikey", "signature", "credential",
    ]

    /// Whether a header or a parameter of that name carries a secret.
    static func nameSecret(_ name: String) -> Bool {
        let plain = name.lowercased().filter { $0 != "-" && $0 != "_" }
        return words.contains { plain.contains($0) }
    }
}

extension YAMLValue {
    /// Reports a finding about a value that may be a secret: neither the value nor its lines are shown.
    func refuseSecret<Value>(_ message: Sentence, hint: Sentence? = nil) -> Value? {
        hideLines()
        return refuse(message, hint: hint)
    }

    /// Keeps the lines of this value, and what it quotes, out of every message.
    func hideLines() {
        for line in YAMLValue.lines(of: node) { context.collector.hide(line: line, of: context.source.file) }
    }

    private static func lines(of node: YAMLNode) -> Set<Int> {
        var lines: Set<Int> = [node.mark.line]
        switch node.content {
        case .scalar: break
        case .sequence(let items): for item in items { lines.formUnion(self.lines(of: item)) }
        case .mapping(let entries):
            for entry in entries { lines.formUnion(self.lines(of: entry.value).union([entry.keyMark.line])) }
        }
        return lines
    }
}
