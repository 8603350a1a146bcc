/// Brings single records of a page to a sink as the scan did, without reading anything else of the page.
package struct RecordPicker: Sendable {
    private let format: RecordFormat
    private let plan: SlotPlan
    private let names: JSONPlan
    private let limits: FormatLimits
    private let context: RecordContext

    /// A picker for the pages of a scanner; nil for XML, whose records need the namespaces around them.
    ///
    /// - Parameters:
    ///   - scanner: what scanned the page.
    ///   - context: that of the page, see `PageScanner.context(of:)`.
    package init?(_ scanner: PageScanner, context: RecordContext) {
        if case .xml = scanner.format { return nil }
        format = scanner.format
        plan = scanner.plan
        names = JSONPlan(scanner.plan)
        limits = scanner.limits
        self.context = context
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
        switch (format, context) {
        case (.json, _):
            var source = JSONSource(range: range, path: [], plan: names, limits: limits, settings: settings)
            return ScanOutcome(of: &source, from: file, into: &sink)
        case (.ndjson, _):
            var source = NDJSONSource(range: range, plan: names, limits: limits, settings: settings)
            return ScanOutcome(of: &source, from: file, into: &sink)
        case (.csv(let dialect), .columns(let header)):
            var source = CSVSource(
                range: range,
                of: range.upperBound,
                header: header,
                dialect: dialect,
                plan: plan,
                limits: limits,
                settings: settings
            )
            return ScanOutcome(of: &source, from: file, into: &sink)
        case (.csv, _), (.xml, _):
            return ScanOutcome()
        }
    }
}
