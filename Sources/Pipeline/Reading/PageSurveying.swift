import Dossiers
import Feeds
import Formats
import Mapping

/// Counts the records of a page that was just fetched, so that a series of pages knows where it ends.
struct PageSurveying: Sendable {
    let program: MappingProgram
    let limits: FormatLimits

    /// How many records the page holds, and how many the whole list has when the page says so.
    @Sendable func survey(_ page: FeedPage) throws -> PageSurvey {
        guard program.isScanned else {
            let whole = Page(number: 0, source: 0, path: page.path, name: page.origin, bytes: page.bytes)
            return PageSurvey(records: try TreePage(whole, program, limits).records().count)
        }
        let file = try PageFile(open: page.path)
        var counter = RecordCounter()
        let scanner = PageScanner(format: program.format, plan: SlotPlan(paths: []), limits: limits)
        let outcome = scanner.scan(file, into: &counter)
        if let stop = outcome.stop, outcome.records == 0 { throw stop }
        return PageSurvey(records: Int(outcome.records), declaredTotal: declaredTotal(of: file))
    }

    /// `total`, `totalElements` or `totalCount` of the envelope of a JSON page.
    private func declaredTotal(of file: borrowing PageFile) -> Int? {
        guard case .json(let path) = program.format, path.count == 1 else { return nil }
        let names = ["total", "totalElements", "totalCount"]
        let plan = SlotPlan(paths: names.compactMap { SlotPath($0) })
        var reader = EnvelopeReader()
        let scanner = PageScanner(format: .json(records: []), plan: plan, limits: limits)
        _ = scanner.scan(file, into: &reader)
        return reader.total
    }
}

/// Counts records and keeps none.
private struct RecordCounter: RecordSink {
    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}

/// Takes the first of the wanted numbers of an envelope.
private struct EnvelopeReader: RecordSink {
    private(set) var total: Int?

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        var index = 0
        while index < slots.count, total == nil {
            total = EnvelopeReader.number(slots[index], in: bytes)
            index += 1
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
