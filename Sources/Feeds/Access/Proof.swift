import Formats
import Settings
import Transport

extension FeedBasis {
    /// Makes a question prove who is asking.
    ///
    /// - Returns: where the key comes from that the question now carries; nil: it carries none.
    /// - Throws: what `secret` throws.
    func prove(_ question: inout Question, by authentication: Authentication?) throws -> Keyring? {
        switch authentication {
        case nil: return nil
        case .bearer(let token):
            question.headers.append(Asked("Authorization", .secret(Hidden("Bearer \(try secret(token))"))))
            return nil
        case .basic(let user, let password), .login(let user, let password):
            question.headers.append(try basic(user, try secret(password)))
            return nil
        case .header(let name, let value):
            question.headers.append(Asked(name, .secret(try hidden(value))))
            return nil
        case .oauth2(let client):
            question.headers.append(Asked("Authorization", .bearer))
            let account = "\(client.client) \(client.scope ?? "") \(client.secret.text)"
            return try logins.ring(.init(url: client.url, account: account)) { try login(client) }
        case .platform(let platform):
            question.headers.append(Asked("Authorization", .bearer))
            let names = [platform.application, platform.partner, platform.customer]
            let places = [platform.accessKey.text, platform.secretKey.text]
            let account = (names + places).joined(separator: " ")
            return try logins.ring(.init(url: platform.url, account: account)) { try login(platform) }
        }
    }

    private func basic(_ user: String, _ password: String) throws -> Asked {
        Asked("Authorization", .secret(Hidden("Basic \(Base64.text("\(user):\(password)"))")))
    }

    /// Client credentials as Keycloak takes them (protocol 1.3).
    private func login(_ client: Authentication.OAuth2) throws -> Login {
        var question = try loginQuestion(client.url)
        var form = [Asked("grant_type", .fixed("client_credentials"))]
        if let scope = client.scope { form.append(Asked("scope", .fixed(scope))) }
        if client.isInForm {
            form.append(Asked("client_id", .fixed(client.client)))
            form.append(Asked("client_secret", .secret(try hidden(client.secret))))
        } else {
            question.headers.append(try basic(client.client, try secret(client.secret)))
        }
        question.body = .form(form)
        return FeedBasis.tokenLogin(question)
    }

    /// `lgspaccesstoken`: the keys of the platform as JSON in base64, beside the form (protocol 1.3).
    private func login(_ platform: Authentication.Platform) throws -> Login {
        var question = try loginQuestion(platform.url)
        let keys = try keyText(platform)
        question.headers.append(Asked("lgspaccesstoken", .secret(Hidden(Base64.text(keys)))))
        question.body = .form([Asked("grant_type", .fixed("client_credentials"))])
        return FeedBasis.tokenLogin(question)
    }

    private func keyText(_ platform: Authentication.Platform) throws -> String {
        let members = [
            ("AccessKey", try secret(platform.accessKey)), ("SecretKey", try secret(platform.secretKey)),
            ("AppName", platform.application), ("PartnerCode", platform.partner), ("PartnerCodeCus", platform.customer),
        ]
        var writer = JSONWriter()
        writer.object { writer in
            for (name, text) in members { writer.member(name, text) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func tokenLogin(_ question: Question) -> Login {
        var login = Login(question, keyName: "access_token")
        login.lifetimeName = "expires_in"
        return login
    }

    /// A login may be asked twice: the second key is as good as the first.
    func loginQuestion(_ url: String) throws -> Question {
        var request = try request(url)
        request.isRepeatable = true
        request.headers.append(HTTPHeader("Accept", "application/json"))
        return Question(request)
    }
}
