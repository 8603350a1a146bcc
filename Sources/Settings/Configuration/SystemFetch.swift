/// `GET /o/rest/v2/dossiers` of OpenCPS (protocol 2.3).
package struct OpenCPSFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// Group of the office.
    package var group: Int
    /// Rows of a page.
    package var page = 200
    /// Days of receipt that one question may span; nil: everything is asked for at once.
    package var windowDays: Int?
    package var authentication: Authentication?
}

/// `GET /pa/dossier/search` of VNPT iGate 2 (protocol 2.3).
package struct IGateFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// Dossiers of a page.
    package var page = 100
    /// Whether slices are asked for, which name no total, instead of pages.
    package var isSlice = false
    /// Days of receipt that one question may span; nil: everything is asked for at once.
    package var windowDays: Int?
    package var authentication: Authentication?
}

/// Services of a session adapter: `DanhSachHoSo` by days, `TraCuuHoSo` by codes (protocol 1.2, 1.3, 2.2, 2.3).
package struct SessionFetch: Sendable, Hashable {
    /// Address of all services, without secrets.
    package var url: String
    /// Address of the login.
    package var loginURL: String
    /// Agency whose dossiers are asked for (`donViXuLy`, `madonvi`); nil: none is named.
    package var unit: String?
    /// Longest window that the service answers.
    package var windowDays = 3
    /// Dossiers that are looked up with `TraCuuHoSo`; nil: `DanhSachHoSo` is asked.
    package var codes: LookedUpCodes?
    /// A `login`.
    package var authentication: Authentication?
}

/// A provincial portal's own list, `GET /api/v1/HoSos/Portal` (protocol 2.3).
package struct ProvincePortalFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// Dossiers of a page.
    package var page = 100
    /// Days of receipt that one question may span; nil: everything is asked for at once.
    package var windowDays: Int?
    package var authentication: Authentication?
}

/// `GET /apiGTVT/danhsachhoso` of the ministry of transport (protocol 2.3).
package struct TransportMinistryFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// `MaDonVi`.
    package var unit: String
    /// `GovAgencyCode`; nil: left blank.
    package var agency: String?
    /// Days of receipt that one question may span.
    package var windowDays = 31
    /// `ApiKey`.
    package var apiKey: Secret
    package var authentication: Authentication?
}

/// `GET /apiCSDLDKDN/danhSachHoSo` of the business register (protocol 2.3): at most 5 days a question.
package struct BusinessRegistrationFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// Dossiers of a page.
    package var page = 100
    /// Days that one question spans.
    package var windowDays = 5
    package var authentication: Authentication?
}

/// An operation of a SOAP 1.1 service (protocol 5).
package struct SOAPFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// Local name of the operation.
    package var operation: String
    /// Its namespace; empty: none.
    package var namespace = ""
    /// `SOAPAction`; empty: none is named.
    package var action = ""
    /// Whether parameters stand in the namespace of the operation without types (document/literal) instead of bare and
    /// typed (rpc/encoded).
    package var isLiteral = false
    /// In the order that the service wants.
    package var parameters: [Parameter] = []
    /// Whether the service hands every record out once.
    package var isAskedOnce = false
    /// Days of receipt that one question may span; nil: everything is asked for at once.
    package var windowDays: Int?
    /// Dossiers that are looked up one by one; nil: the operation gives a list.
    package var codes: LookedUpCodes?
    /// Whose user and password the parameters `user` and `password` of a profile carry.
    package var authentication: Authentication?

    /// A parameter of the operation.
    package struct Parameter: Sendable, Hashable {
        /// How a parameter travels.
        package enum Encoding: String, CaseIterable, Sendable, Hashable {
            case text
            case base64
            case cdata
        }

        /// What a parameter says.
        package enum Content: Sendable, Hashable {
            case value(ParameterValue)
            /// A JSON object of these, nested as a text.
            case json([HTTPFetch.Parameter])
        }

        package var name: String
        package var content: Content
        package var encoding: Encoding = .text
    }
}

extension Fetch.Method {
    /// Days of receipt that one question spans; nil where none are named.
    package var windowDays: Int? {
        switch self {
        case .files: nil
        case .http(let fetch): fetch.codes == nil ? fetch.windowDays : nil
        case .opencps(let fetch): fetch.windowDays
        case .igate(let fetch): fetch.windowDays
        case .session(let fetch): fetch.codes == nil ? fetch.windowDays : nil
        case .provincePortal(let fetch): fetch.windowDays
        case .transportMinistry(let fetch): fetch.windowDays
        case .businessRegistration(let fetch): fetch.windowDays
        case .soap(let fetch): fetch.codes == nil ? fetch.windowDays : nil
        }
    }

    /// Which dossiers are looked up one by one; nil where lists are asked for.
    package var codes: LookedUpCodes? {
        switch self {
        case .http(let fetch): fetch.codes
        case .session(let fetch): fetch.codes
        case .soap(let fetch): fetch.codes
        case .files, .opencps, .igate, .provincePortal, .transportMinistry, .businessRegistration: nil
        }
    }
}
