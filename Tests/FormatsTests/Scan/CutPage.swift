import Dossiers
import Testing

@testable import Formats

/// A page that is read whole or in parts.
struct CutPage {
    private let bytes: [UInt8]
    private let page: TemporaryPage
    private let format: RecordFormat
    private let plan: SlotPlan
    private let writing: SlotText.Writing

    init(_ bytes: [UInt8], as format: RecordFormat, paths: [String], writing: SlotText.Writing = .json) throws {
        self.bytes = bytes
        page = try TemporaryPage(bytes)
        self.format = format
        plan = SlotPlan(paths: paths.compactMap { SlotPath($0) })
        self.writing = writing
    }

    /// Where the page would be cut into parts of about that size.
    func cuts(near bytes: Int64, window: Int) throws -> [Int64] {
        let file = try PageFile(open: page.path)
        return scanner(window: window).ranges(of: file, near: bytes).dropFirst().map(\.lowerBound)
    }

    /// What the page gives when it is cut there; nil when a part says that it must be read whole.
    func readInParts(cutAt cuts: [Int64]) throws -> ScannedPage? {
        let found = try read(cutAt: cuts)
        return found.outcome.cutsRecord ? nil : found
    }

    /// What all parts together give.
    func read(cutAt cuts: [Int64]) throws -> ScannedPage {
        let file = try PageFile(open: page.path)
        var whole = ScannedPage()
        for range in zip([0] + cuts, cuts + [file.size]).map({ $0..<$1 }) {
            var sink = CollectingSink()
            sink.writing = writing
            let outcome = scanner(window: 1).scan(file, range: range, into: &sink)
            for var record in sink.page.records {
                record.ordinal += whole.outcome.records
                whole.records.append(record)
            }
            whole.outcome.add(outcome)
        }
        return whole
    }

    /// Cuts the page in two at each of its bytes, or before each of some kind.
    func expectCutsGiveTheWhole(before sign: Unicode.Scalar? = nil) throws {
        let whole = try read(cutAt: [])
        for cut in bytes.indices.dropFirst() where sign.map({ UInt8(ascii: $0) == bytes[cut] }) ?? true {
            guard let found = try readInParts(cutAt: [Int64(cut)]) else { continue }
            #expect(found == whole, "cut at \(cut)")
        }
    }

    private func scanner(window: Int) -> PageScanner {
        var settings = ScanSettings()
        settings.blockBytes = 64
        settings.cutWindowBytes = window
        return PageScanner(format: format, plan: plan, limits: FormatLimits(), settings: settings)
    }
}

extension ScanOutcome {
    /// Takes the outcome of the next part.
    fileprivate mutating func add(_ next: ScanOutcome) {
        records += next.records
        broken += next.broken
        skipped += next.skipped
        stop = stop ?? next.stop
        cutsRecord = cutsRecord || next.cutsRecord
        mistakenEncoding = mistakenEncoding ?? next.mistakenEncoding
    }
}
