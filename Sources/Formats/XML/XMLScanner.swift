internal import Dossiers

/// Reads the records of XML pages and brings the wanted values of each to a sink.
///
/// Regular records (tags, plain texts, the references that XML predefines) are read in place, and their slots point into the
/// record as it stands in the page. Everything else, irregular records and all that is around the records, passes through
/// libxml2; the slots of an irregular record point into its decoded texts, and a container among them has no length. Offsets and
/// lengths in frames always count the raw bytes of the page, whatever its encoding is.
package struct XMLScanner: Sendable {
    private let path: [XMLName]
    private let plan: XMLPlan
    private let limits: FormatLimits
    private let settings: ScanSettings
    private let isSpeculative: Bool

    /// A scanner of pages whose records are the elements at `records`, root element first.
    ///
    /// Names are local ones; a prefix counts only when `namespaces` binds it. Prefixes of attributes never count.
    package init(records: [String], namespaces: [String: String], plan: SlotPlan, limits: FormatLimits) {
        self.init(records: records, namespaces: namespaces, plan: plan, limits: limits, settings: ScanSettings())
    }

    /// A scanner that does its work in a given way; block size and speculation change nothing of what it finds.
    init(
        records: [String],
        namespaces: [String: String],
        plan: SlotPlan,
        limits: FormatLimits,
        settings: ScanSettings,
        isSpeculative: Bool = true
    ) {
        path = records.map { XMLName($0, namespaces: namespaces) }
        self.plan = XMLPlan(plan, namespaces: namespaces)
        self.limits = limits
        self.settings = settings
        self.isSpeculative = isSpeculative
    }

    /// Brings the records of a page to `sink`, in the order of the page.
    ///
    /// The outcome has a `stop` when the page could not be read to its end: it is no XML outside its records, has a document type,
    /// has another root element than the path, or is a SOAP fault.
    package func scan(_ file: borrowing PageFile, into sink: inout some RecordSink & ~Copyable) -> ScanOutcome {
        scan(PagePart(0..<file.size, of: file), of: file, into: &sink)
    }

    /// Brings the records of a part of a page to `sink`; the outcome has `cutsRecord` when the page cannot be read in parts.
    func scan(
        _ part: PagePart,
        of file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) -> ScanOutcome {
        do throws(ScanStop) {
            let start = try XMLPageStart(of: file)
            guard part.isFirst && part.isLast else { return scan(part, from: start, of: file, into: &sink) }
            var scan = makeScan(from: start, in: start.offset..<(.max))
            scan.run(file, into: &sink)
            scan.outcome.mistakenEncoding = start.mistakenEncoding
            return scan.outcome
        } catch {
            var outcome = ScanOutcome()
            outcome.stop = error
            return outcome
        }
    }

    private func scan(
        _ part: PagePart,
        from start: XMLPageStart,
        of file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) -> ScanOutcome {
        guard let head = head(of: file, from: start) else {
            var outcome = ScanOutcome()
            outcome.cutsRecord = true
            return outcome
        }
        var part = part
        part.skip(to: start.offset)
        var scan = makeScan(from: start, in: part.range)
        if !part.isFirst { scan.begin(inside: head.wrappers) }
        scan.run(file, into: &sink, endingInside: part.isLast ? nil : head.wrappers)
        return scan.outcome
    }

    /// What stands before the first record of a page that can be read in parts: one in UTF-8 that says so, or says nothing.
    func cuttableHead(of file: borrowing PageFile) -> XMLHead? {
        guard let start = try? XMLPageStart(of: file) else { return nil }
        return head(of: file, from: start)
    }

    private func head(of file: borrowing PageFile, from start: XMLPageStart) -> XMLHead? {
        guard start.encoding == .utf8, start.mistakenEncoding == nil else { return nil }
        var scan = makeScan(from: start, in: start.offset..<(.max))
        return scan.readHead(file)
    }

    private func makeScan(from start: XMLPageStart, in range: Range<Int64>) -> XMLScan {
        XMLScan(
            path: path,
            plan: plan,
            limits: limits,
            isSpeculative: isSpeculative,
            input: XMLInput(
                encoding: start.encoding,
                start: range.lowerBound,
                end: range.upperBound,
                blockBytes: settings.blockBytes
            ),
            level: settings.level
        )
    }
}
