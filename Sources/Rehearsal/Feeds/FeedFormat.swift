package import Dossiers

/// A shape in which systems send dossiers; the raw value is its name on the command line.
package enum FeedFormat: String, CaseIterable, Sendable {
    case benchNDJSON = "bench-ndjson"
    case benchCSV = "bench-csv"
    case opencps
    case igate
    case dvcqg
    case dvcqgSparse = "dvcqg-sparse"
    case dvcqgArray = "dvcqg-array"
    case provincePortal = "province-portal"
    case xmlFeed = "xml-feed"
    case csvExport = "csv-export"
    case csvExportSemicolon = "csv-export-semicolon"
    case soapEpar = "soap-epar"

    /// The folder of the mapping that reads the format.
    package var mapping: String {
        switch self {
        case .csvExportSemicolon: "csv-export"
        case .dvcqgSparse: "dvcqg"
        default: rawValue
        }
    }

    /// What a file of the format is called at its end.
    package var suffix: String {
        switch self {
        case .benchNDJSON: "ndjson"
        case .benchCSV, .csvExport, .csvExportSemicolon: "csv"
        case .opencps, .igate, .dvcqg, .dvcqgSparse, .dvcqgArray, .provincePortal: "json"
        case .xmlFeed, .soapEpar: "xml"
        }
    }

    /// The compared fields that the format has a place for.
    package var carried: ComparedFields {
        let national = ComparedFields.all.subtracting(ComparedFields(.agency))
        switch self {
        case .benchNDJSON, .benchCSV: return .all
        case .dvcqg, .dvcqgSparse, .dvcqgArray, .xmlFeed: return national
        case .opencps, .igate, .provincePortal:
            return ComparedFields.all.subtracting([ComparedFields(.resultLink), ComparedFields(.digitised)])
        case .csvExport, .csvExportSemicolon:
            return [
                ComparedFields(.receivedAt), ComparedFields(.dueAt), ComparedFields(.finishedAt),
                ComparedFields(.applicant),
            ]
        case .soapEpar:
            return ComparedFields.all.subtracting([
                ComparedFields(.returnedAt), ComparedFields(.resultLink), ComparedFields(.digitised),
            ])
        }
    }

    /// Whether reception is stated to the minute only.
    package var hasMinutesOnly: Bool { self == .csvExportSemicolon }
}

/// Where a page stands in its feed; envelopes name it.
struct PagePlace: Sendable {
    /// Number of the page from 0.
    var number = 0
    /// Number of pages of the feed.
    var pages = 1
    /// Records on this page.
    var records = 0
    /// Records of the whole feed.
    var total = 0
    /// Whether a list of one is written as the object alone, as OpenCPS does (protocol 4.4).
    var isSingleObject = false
}

extension FeedFormat {
    /// What stands before the first record of a page.
    func open(_ place: PagePlace, into text: inout ByteText) {
        switch self {
        case .benchNDJSON: break
        case .benchCSV: text.append(BenchCSV.header)
        case .opencps: text.openOpenCPS(place)
        case .igate: text.append("{\"content\":[")
        case .dvcqg, .dvcqgSparse: text.append("{\"error_code\":\"0\",\"data\":[")
        case .dvcqgArray: text.append("[")
        case .provincePortal: text.append("{\"data\":[")
        case .xmlFeed: text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DanhSachHoSo>\n")
        case .csvExport: text.append("\u{FEFF}" + CSVExport.header(separator: ",") + "\r\n")
        case .csvExportSemicolon: text.append(CSVExport.titleLines + CSVExport.header(separator: ";") + "\r\n")
        case .soapEpar: text.append(SOAPEpar.opening)
        }
    }

    /// What stands between two records.
    var separator: String {
        switch self {
        case .opencps, .igate, .dvcqg, .dvcqgSparse, .dvcqgArray, .provincePortal: ","
        case .soapEpar: ", "
        case .benchNDJSON, .benchCSV, .xmlFeed, .csvExport, .csvExportSemicolon: ""
        }
    }

    /// One record; `number` counts them through the feed from 1.
    func append(_ record: Record, number: Int, into text: inout ByteText) {
        switch self {
        case .benchNDJSON: text.appendBenchJSON(record)
        case .benchCSV: text.appendBenchRow(record)
        case .opencps: text.appendOpenCPS(record, number: number)
        case .igate: text.appendIGate(record, number: number)
        case .dvcqg, .dvcqgArray: text.appendNational(record, number: number)
        case .dvcqgSparse: text.appendSparseNational(record, number: number)
        case .provincePortal: text.appendProvincePortal(record, number: number)
        case .xmlFeed: text.appendNationalXML(record)
        case .csvExport: text.appendExportRow(record, number: number, separator: ",")
        case .csvExportSemicolon: text.appendExportRow(record, number: number, separator: ";")
        case .soapEpar: text.appendEpar(record, number: number)
        }
    }

    /// What stands after the last record of a page.
    func close(_ place: PagePlace, into text: inout ByteText) {
        switch self {
        case .benchNDJSON, .benchCSV, .csvExport: break
        case .opencps: text.append(place.isSingleObject ? "}" : "]}")
        case .igate: text.closeIGate(place)
        case .dvcqg, .dvcqgSparse: text.append("]}")
        case .dvcqgArray: text.append("]")
        case .provincePortal: text.closeProvincePortal(place)
        case .xmlFeed: text.append("</DanhSachHoSo>\n")
        case .csvExportSemicolon: text.append(";;;Tổng số: \(place.total);;;;;;;;\r\n")
        case .soapEpar: text.append(SOAPEpar.closing)
        }
    }
}
