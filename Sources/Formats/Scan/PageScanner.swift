import Dossiers

/// Reads the records of pages of one format and brings the wanted values of each to a sink.
package struct PageScanner: Sendable {
    /// The syntax of the pages.
    package let format: RecordFormat
    let plan: SlotPlan
    let limits: FormatLimits
    let settings: ScanSettings
    let names: JSONPlan

    /// A scanner of pages of `format` that picks the values of `plan`.
    package init(format: RecordFormat, plan: SlotPlan, limits: FormatLimits) {
        self.init(format: format, plan: plan, limits: limits, settings: ScanSettings())
    }

    /// A scanner that does its work in a given way; the settings change nothing of what it finds.
    package init(format: RecordFormat, plan: SlotPlan, limits: FormatLimits, settings: ScanSettings) {
        self.format = format
        self.plan = plan
        self.limits = limits
        self.settings = settings
        names = JSONPlan(plan)
    }

    /// Brings the records of a page, or of one of its `ranges`, to `sink`, in the order of the page.
    ///
    /// The outcome has a `stop` when the page could not be read to its end or changed meanwhile: its source is then
    /// partial. Where the page goes on behind the range, a stop is no end that the next range could take up from, so the
    /// outcome has `cutsRecord` too.
    package func scan<Sink: RecordSink & ~Copyable>(
        _ file: borrowing PageFile,
        range: Range<Int64>? = nil,
        into sink: inout Sink
    ) -> ScanOutcome {
        var outcome = ScanOutcome()
        let part = PagePart(range ?? 0..<file.size, of: file)
        do throws(ScanStop) {
            outcome = try scan(part, of: file, into: &sink)
        } catch {
            outcome.stop = error
        }
        if outcome.stop != nil && !part.isLast { outcome.cutsRecord = true }
        if outcome.stop == nil && file.hasChanged {
            outcome.stop = ScanStop(.brokenSyntax, offset: file.size, detail: "the file changed while it was read")
        }
        return outcome
    }

    private func scan<Sink: RecordSink & ~Copyable>(
        _ part: PagePart,
        of file: borrowing PageFile,
        into sink: inout Sink
    ) throws(ScanStop) -> ScanOutcome {
        var part = part
        if case .xml = format {} else { part.skip(to: try PageStart.firstByte(of: file)) }
        switch format {
        case .json(let path):
            var source = JSONSource(part: part, path: path, plan: names, limits: limits, settings: settings)
            return ScanOutcome(of: &source, from: file, into: &sink)
        case .ndjson:
            var source = NDJSONSource(range: part.range, plan: names, limits: limits, settings: settings)
            return ScanOutcome(of: &source, from: file, into: &sink)
        case .csv(let dialect):
            var source = try rows(part.range, of: file, dialect: dialect)
            return ScanOutcome(of: &source, from: file, into: &sink)
        case .xml(let path, let namespaces):
            return elements(path, namespaces).scan(part, of: file, into: &sink)
        }
    }

    func elements(_ path: [String], _ namespaces: [String: String]) -> XMLScanner {
        XMLScanner(records: path, namespaces: namespaces, plan: plan, limits: limits, settings: settings)
    }

    private func rows(
        _ range: Range<Int64>,
        of file: borrowing PageFile,
        dialect: CSVDialect
    ) throws(ScanStop) -> CSVSource {
        let header = try header(of: file, dialect: dialect)
        for path in plan.paths where header.isAmbiguous(path.text) {
            throw ScanStop(.duplicateName, offset: 0, detail: "a mapped title stands over two columns")
        }
        let start = max(range.lowerBound, header.end)
        return CSVSource(
            range: min(start, range.upperBound)..<range.upperBound,
            of: file.size,
            columns: CSVColumns(header, dialect, plan),
            limits: limits,
            settings: settings
        )
    }

    func header(of file: borrowing PageFile, dialect: CSVDialect) throws(ScanStop) -> CSVHeader {
        let start = Int(try PageStart.firstByte(of: file))
        var wanted = 64 << 10
        while true {
            let head = try PageStart.bytes(of: file, count: wanted)
            if let stop = CSVLineEnds.problem(in: head.span) { throw stop }
            let isWhole = head.count < wanted
            let header = CSVHeader.find(in: head.span, from: start, dialect: dialect, members: limits.members)
            if let header, isWhole || header.end < Int64(head.count) { return header }
            guard !isWhole, wanted <= limits.recordBytes else {
                throw ScanStop(.columnCount, offset: Int64(start), detail: "no line holds the titles of the header")
            }
            wanted *= 4
        }
    }
}
