import Dossiers
import Feeds
import Formats
import Mapping

/// Looks whether an answer is a page of its mapping, for `check --online`.
struct PageProbe {
    let source: RunSource
    let limits: FormatLimits

    /// Why it is none: an HTML page, a list that is not there, an error that the page itself tells; nil when it is one.
    func failure(of page: FeedPage) throws -> Sentence? {
        do {
            _ = try PageSurveying(program: source.program, limits: limits).survey(page)
            let whole = Page(number: 0, source: 0, path: page.path, name: page.name, bytes: page.bytes)
            return SilentPages(limits: limits).finding(on: whole, source, try reading(of: whole)).problems.first
        } catch let stop as ScanStop {
            return "\(page.name): byte \(stop.offset): \(stop.detail)"
        }
    }

    private func reading(of page: Page) throws -> SilentPages.Reading {
        var reading = SilentPages.Reading()
        guard source.program.isScanned else {
            reading.records = Int64(try TreePage(page, source.program, limits).records().count)
            return reading
        }
        var sink = BoundsSink()
        let scanner = PageScanner(format: source.program.format, plan: SlotPlan(paths: []), limits: limits)
        reading.records = scanner.scan(try PageFile(open: page.path), into: &sink).records
        reading.bounds = sink.bounds
        return reading
    }
}

/// Keeps where records stand.
private struct BoundsSink: RecordSink {
    private(set) var bounds = RecordBounds()

    init() {}

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) { bounds.add(frame) }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        bounds.add(frame)
    }
}
