package import Dossiers
package import Formats

/// Every record of one small page, read the fast and the slow way: for cases and trials, not for feeds.
package struct PageRecords: Sendable {
    /// One record of the page.
    package struct Reading: Sendable {
        /// The record as a tree; a failure when it is broken.
        package let record: Result<RecordValue, RecordProblem>
        /// What the hot path makes of it; nil for a broken record.
        package let verdict: DigestVerdict?
        /// The digest of the hot path; filled as `verdict` says.
        package let digest: DossierDigest
    }

    /// The records in the order of the page.
    package let readings: [Reading]
    /// Why the page could not be read to its end; nil when it was.
    package let stop: ScanStop?

    /// Reads the page in a file.
    ///
    /// - Throws: when the file cannot be opened or read.
    package init(
        of path: String,
        by program: MappingProgram,
        limits: FormatLimits = FormatLimits()
    ) throws(PageFileError) {
        let file = try PageFile(open: path)
        let page = try PageBytes.all(of: file)
        (readings, stop) =
            program.isScanned
            ? PageRecords.scan(file, page, program, limits) : PageRecords.unwrap(page, program, limits)
    }

    private static func unwrap(
        _ page: [UInt8],
        _ program: MappingProgram,
        _ limits: FormatLimits
    ) -> ([Reading], ScanStop?) {
        var dossiers = DossierEvaluator(program)
        var digests = DigestEvaluator(program)
        do throws(ScanStop) {
            let unwrapped = try UnwrappedPage(page.span, by: program, limits: limits)
            let readings = unwrapped.records.map { record in
                var digest = DossierDigest()
                guard case .success(let value) = record else {
                    return Reading(record: record, verdict: nil, digest: digest)
                }
                let verdict = dossiers.digest(value, with: &digests, into: &digest)
                return Reading(record: record, verdict: verdict, digest: digest)
            }
            return (readings, nil)
        } catch {
            return ([], error)
        }
    }

    private static func scan(
        _ file: borrowing PageFile,
        _ page: [UInt8],
        _ program: MappingProgram,
        _ limits: FormatLimits
    ) -> ([Reading], ScanStop?) {
        let scanner = PageScanner(format: program.format, plan: program.plan, limits: limits)
        do throws(ScanStop) {
            let context = try scanner.context(of: file)
            let reader = RecordReader(format: program.format, limits: limits, context: context)
            var sink = ReadingSink(page: page, reader: reader, evaluator: DigestEvaluator(program))
            let outcome = scanner.scan(file, into: &sink)
            return (sink.readings, outcome.stop)
        } catch {
            return ([], error)
        }
    }
}

/// The whole of a small file.
enum PageBytes {
    static func all(of file: borrowing PageFile) throws(PageFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(file.size))
        var span = bytes.mutableSpan
        let count = try file.read(at: 0, into: &span)
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

/// Keeps both readings of each record of a scan.
private struct ReadingSink: RecordSink {
    let page: [UInt8]
    let reader: RecordReader
    var evaluator: DigestEvaluator
    private(set) var readings: [PageRecords.Reading] = []
    private var digest = DossierDigest()

    init(page: [UInt8], reader: RecordReader, evaluator: DigestEvaluator) {
        self.page = page
        self.reader = reader
        self.evaluator = evaluator
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        let verdict = evaluator.digest(slots, in: bytes, into: &digest)
        readings.append(PageRecords.Reading(record: record(at: frame), verdict: verdict, digest: digest))
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        readings.append(PageRecords.Reading(record: .failure(problem), verdict: nil, digest: DossierDigest()))
    }

    private func record(at frame: RecordFrame) -> Result<RecordValue, RecordProblem> {
        let range = Int(frame.offset)..<(Int(frame.offset) + frame.length)
        do throws(RecordReaderError) {
            return .success(try reader.value(of: page.span.extracting(range)))
        } catch {
            return .failure(error.problem)
        }
    }
}
