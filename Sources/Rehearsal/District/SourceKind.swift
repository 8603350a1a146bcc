import Dossiers

/// The families of systems that a district's offices run; the raw value is the name on the command line.
package enum SourceKind: String, CaseIterable, Sendable {
    case opencps
    case igate
    case gplx = "dvcqg-gplx"
    case provincePortal = "province-portal"
    case bgtvt
    case epar = "soap-epar"
    case businessRegistration = "business-registration"
    /// A list of JSON by number of page.
    case jsonPage = "json-page"
    /// A list of JSON by first row.
    case jsonOffset = "json-offset"
    /// A list of JSON whose pages name a mark for the next one.
    case jsonCursor = "json-cursor"
    /// A list of JSON whose next page stands in the header Link.
    case jsonLink = "json-link"
    /// A list of JSON whose pages name the address of the next one.
    case jsonNext = "json-next"
    /// Spreadsheets by number of page.
    case csvPage = "csv-page"
    /// A SOAP service that is asked for one dossier at a time.
    case danang = "soap-danang"
    /// A folder of spreadsheets with an index.
    case drop

    /// The kinds that a district has unless it is told otherwise; the other two are asked in their own ways.
    package static let usual = allCases.filter { $0 != .danang && $0 != .drop }

    /// The folder of the mapping that reads what the kind sends.
    package var mapping: String {
        switch self {
        case .opencps, .igate, .gplx, .provincePortal, .epar, .businessRegistration, .danang: rawValue
        case .bgtvt: "dvcqg-bgtvt"
        case .jsonPage, .jsonOffset, .jsonCursor, .jsonLink, .jsonNext: FeedFormat.provincePortal.mapping
        case .csvPage, .drop: FeedFormat.csvExport.mapping
        }
    }

    /// The shape of its records where files come in that shape too; nil for a shape that only servers send.
    var format: FeedFormat? {
        switch self {
        case .opencps: .opencps
        case .igate: .igate
        case .epar: .soapEpar
        case .provincePortal, .jsonPage, .jsonOffset, .jsonCursor, .jsonLink, .jsonNext: .provincePortal
        case .csvPage, .drop: .csvExport
        case .gplx, .bgtvt, .businessRegistration, .danang: nil
        }
    }

    /// What a reader of its records can see.
    var sight: FormatSight {
        if let format { return format.sight }
        switch self {
        case .gplx:
            return FormatSight([.procedure, .agency, .receivedAt, .dueAt, .applicant])
        case .bgtvt:
            return FormatSight(.all.subtracting([ComparedFields(.resultLink), ComparedFields(.digitised)]))
        case .danang:
            return FormatSight([.dueAt, .applicant], blur: [2: 4, 3: 9, 6: 4, 7: 9, 8: 9, 10: 9])
        default:
            return FormatSight([.receivedAt, .dueAt])
        }
    }
}
