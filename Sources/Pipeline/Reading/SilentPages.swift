import Dossiers
import Formats
import Mapping

/// Finds pages whose silence says nothing about dossiers: error pages, and lines that were cut off.
struct SilentPages {
    let limits: FormatLimits

    /// What one page came to.
    struct Reading {
        var records: Int64 = 0
        /// Records that were set aside because nothing in them could be read.
        var unreadable = 0
        /// End of the last record in the page when its syntax is broken; nil otherwise.
        var brokenEnd: Int64?
    }

    /// Why the page cannot stand for all that it should hold; nil when it can.
    func problem(of page: Page, _ source: RunSource, _ reading: Reading) -> Sentence? {
        if reading.records > 0, reading.unreadable == reading.records {
            return "\(page.name): no record of the page can be read"
        }
        guard source.program.isScanned else { return nil }
        switch source.program.format {
        case .json(let path): return reading.records == 0 ? missingList(path, in: page) : nil
        case .ndjson: return cutLine(of: page, reading)
        case .csv, .xml: return nil
        }
    }

    /// An error page has no list of records; one without hits may leave it out (OpenCPS), but then names the total.
    private func missingList(_ path: [String], in page: Page) -> Sentence? {
        let list = SlotPath(components: path.map { SlotPath.Component(name: $0, isList: false) })
        guard !path.isEmpty, let file = try? PageFile(open: page.path) else { return nil }
        var reader = EnvelopeReader(counts: EnvelopeReader.totals.count)
        let plan = SlotPlan(paths: EnvelopeReader.totals + [list])
        _ = PageScanner(format: .json(records: []), plan: plan, limits: limits).scan(file, into: &reader)
        guard !reader.isListed, reader.total == nil else { return nil }
        return "\(page.name): there is no \(list.text) in the page"
    }

    private func cutLine(of page: Page, _ reading: Reading) -> Sentence? {
        guard let end = reading.brokenEnd, end >= page.bytes else { return nil }
        return "\(page.name): byte \(end): the page ends inside a record"
    }
}

extension SilentPages.Reading {
    /// Takes the next part of the page.
    mutating func add(_ tally: ScanTally, _ scan: ScanOutcome) {
        records += scan.records
        unreadable += tally.setAside.count {
            $0.code == nil && ![.codeMissing, .codeMalformed].contains($0.problem.reason)
        }
        let last = tally.setAside.last.flatMap { $0.problem.reason == .brokenSyntax ? $0 : nil }
        brokenEnd = last.map { $0.frame.offset + Int64($0.frame.length) }
    }
}

/// Takes what the envelope of a JSON page says of its list.
struct EnvelopeReader: RecordSink {
    /// Where systems write how many records their list has.
    static let totals = ["total", "totalElements", "totalCount"].compactMap { SlotPath($0) }

    private let counts: Int
    private(set) var total: Int?
    /// Whether something stands at the path of the records.
    private(set) var isListed = false

    /// A reader of pages scanned for `counts` numbers and, after them, for the list.
    init(counts: Int) { self.counts = counts }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        for index in slots.indices {
            if index >= counts {
                if slots[index].kind != .absent { isListed = true }
            } else if total == nil {
                total = EnvelopeReader.number(slots[index], in: bytes)
            }
        }
    }

    @inline(never)
    private static func number(_ slot: Slot, in bytes: Span<UInt8>) -> Int? {
        guard slot.kind == .number || slot.kind == .text else { return nil }
        var value = 0
        var place = Int(slot.start)
        let end = place + Int(slot.count)
        while place < end {
            let digit = Int(bytes[place]) - 0x30
            guard (0...9).contains(digit), value < Int.max / 100 else { return nil }
            value = value * 10 + digit
            place += 1
        }
        return slot.count == 0 ? nil : value
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}
