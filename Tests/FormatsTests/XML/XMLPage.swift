import Dossiers

@testable import Formats

/// Scans a page of XML in one of the ways that must agree.
func scanXML(
    _ bytes: [UInt8],
    records: String = "DS/HoSo",
    namespaces: [String: String] = [:],
    paths: [String],
    limits: FormatLimits = FormatLimits(),
    blockBytes: Int = 256 << 10,
    level: ScanLevel = .best,
    isSpeculative: Bool = true
) throws -> ScannedPage {
    let page = try TemporaryPage(bytes)
    let file = try PageFile(open: page.path)
    var settings = ScanSettings()
    settings.blockBytes = blockBytes
    settings.level = level
    var sink = CollectingSink()
    sink.writing = .xml
    let scanner = XMLScanner(
        records: records.split(separator: "/").map(String.init),
        namespaces: namespaces,
        plan: SlotPlan(paths: paths.compactMap { SlotPath($0) }),
        limits: limits,
        settings: settings,
        isSpeculative: isSpeculative
    )
    sink.page.outcome = scanner.scan(file, into: &sink)
    return sink.page
}

/// Scans a page of XML in UTF-8.
func scanXML(
    _ text: String,
    records: String = "DS/HoSo",
    namespaces: [String: String] = [:],
    paths: [String],
    limits: FormatLimits = FormatLimits(),
    isSpeculative: Bool = true
) throws -> ScannedPage {
    try scanXML(
        Array(text.utf8),
        records: records,
        namespaces: namespaces,
        paths: paths,
        limits: limits,
        isSpeculative: isSpeculative
    )
}

extension ScannedPage {
    /// The same with containers without their bytes, which irregular records do not have.
    var withoutContainers: ScannedPage {
        var page = self
        for index in page.records.indices {
            page.records[index].values = page.records[index].values.map { value in
                if case .container = value { .container("") } else { value }
            }
        }
        return page
    }
}
