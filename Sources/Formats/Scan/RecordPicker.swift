/// Brings single records of a page to a sink as the scan did, without reading anything else of the page.
package struct RecordPicker: Sendable {
    private let format: RecordFormat
    private let names: JSONPlan
    private let limits: FormatLimits
    /// Nil for all formats but CSV.
    private let columns: CSVColumns?

    /// Nil for all formats but XML.
    private let elements: XMLRecordPicker?

    /// A picker for the pages of a scanner; nil for XML in another encoding than UTF-8, and where records need the namespaces
    /// around them.
    ///
    /// - Parameters:
    ///   - scanner: what scanned the page.
    ///   - context: that of the page, see `PageScanner.context(of:)`.
    package init?(_ scanner: PageScanner, context: RecordContext) {
        elements = RecordPicker.elements(of: scanner, context)
        if case .xml = scanner.format, elements == nil { return nil }
        format = scanner.format
        names = JSONPlan(scanner.plan)
        limits = scanner.limits
        columns = RecordPicker.columns(of: scanner, context)
    }

    private static func columns(of scanner: PageScanner, _ context: RecordContext) -> CSVColumns? {
        guard case .csv(let dialect) = scanner.format, case .columns(let header) = context else { return nil }
        return CSVColumns(header, dialect, scanner.plan)
    }

    private static func elements(of scanner: PageScanner, _ context: RecordContext) -> XMLRecordPicker? {
        guard case .xml(_, let namespaces) = scanner.format, namespaces.isEmpty, context == .encoding(.utf8) else {
            return nil
        }
        return XMLRecordPicker(plan: scanner.plan, limits: scanner.limits)
    }

    /// Brings the record at a place that a frame named; the outcome counts one record when it still stands there.
    package func pick<Sink: RecordSink & ~Copyable>(
        at offset: Int64,
        length: Int,
        of file: borrowing PageFile,
        into sink: inout Sink
    ) -> ScanOutcome {
        let range = offset..<(offset + Int64(length))
        var settings = ScanSettings()
        settings.blockBytes = length + 64
        switch (format, columns) {
        case (.json, _):
            var source = JSONSource(range: range, path: [], plan: names, limits: limits, settings: settings)
            return ScanOutcome(of: &source, from: file, into: &sink)
        case (.ndjson, _):
            var source = NDJSONSource(range: range, plan: names, limits: limits, settings: settings)
            return ScanOutcome(of: &source, from: file, into: &sink)
        case (.csv, let columns?):
            var source = CSVSource(
                range: range,
                of: range.upperBound,
                columns: columns,
                limits: limits,
                settings: settings
            )
            return ScanOutcome(of: &source, from: file, into: &sink)
        case (.xml, _):
            return elements?.pick(range, of: file, into: &sink) ?? ScanOutcome()
        case (.csv, _):
            return ScanOutcome()
        }
    }
}
