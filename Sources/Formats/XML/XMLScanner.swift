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
        do throws(ScanStop) {
            let start = try XMLPageStart(of: file)
            let input = XMLInput(encoding: start.encoding, start: start.offset, blockBytes: settings.blockBytes)
            var scan = XMLScan(
                path: path,
                plan: plan,
                limits: limits,
                isSpeculative: isSpeculative,
                input: input,
                level: settings.level
            )
            scan.run(file, into: &sink)
            scan.outcome.mistakenEncoding = start.mistakenEncoding
            return scan.outcome
        } catch {
            var outcome = ScanOutcome()
            outcome.stop = error
            return outcome
        }
    }
}
