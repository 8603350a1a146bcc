import Settings

extension Fetch.Method {
    /// Where the secrets are kept that prove who asks, each once, in the order in which the kind names them.
    var secrets: [Secret] {
        let own: [Secret] =
            switch self {
            case .files(let fetch): [fetch.password, fetch.key, fetch.keyPassword].compactMap(\.self)
            case .http(let fetch): fetch.parameters.compactMap(\.value.secret)
            case .transportMinistry(let fetch): [fetch.apiKey]
            case .soap(let fetch): fetch.parameters.flatMap(\.content.secrets)
            case .opencps, .igate, .session, .provincePortal, .businessRegistration: []
            }
        return ((authentication?.secrets ?? []) + own).reduce(into: []) { all, secret in
            if !all.contains(secret) { all.append(secret) }
        }
    }

    private var authentication: Authentication? {
        switch self {
        case .files(let fetch): fetch.authentication
        case .http(let fetch): fetch.authentication
        case .opencps(let fetch): fetch.authentication
        case .igate(let fetch): fetch.authentication
        case .session(let fetch): fetch.authentication
        case .provincePortal(let fetch): fetch.authentication
        case .transportMinistry(let fetch): fetch.authentication
        case .businessRegistration(let fetch): fetch.authentication
        case .soap(let fetch): fetch.authentication
        }
    }
}

extension Authentication {
    fileprivate var secrets: [Secret] {
        switch self {
        case .bearer(let secret), .basic(_, let secret), .login(_, let secret), .header(_, let secret): [secret]
        case .oauth2(let client): [client.secret]
        case .platform(let platform): [platform.accessKey, platform.secretKey]
        }
    }
}

extension ParameterValue {
    fileprivate var secret: Secret? {
        if case .secret(let secret) = self { secret } else { nil }
    }
}

extension SOAPFetch.Parameter.Content {
    fileprivate var secrets: [Secret] {
        switch self {
        case .value(let value): [value.secret].compactMap(\.self)
        case .json(let members): members.compactMap(\.value.secret)
        }
    }
}
