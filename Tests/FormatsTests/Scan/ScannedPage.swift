import Dossiers
import Formats
import Foundation

/// What a scan brought, in plain values.
struct ScannedPage: Equatable {
    enum Value: Equatable, Hashable {
        case absent, null
        case text(String)
        case number(String)
        case bool(String)
        case container(String)
    }

    struct Record: Equatable {
        var values: [Value]
        var reason: QuarantineReason?
        var offset: Int64
        var length: Int
        var ordinal: Int64
    }

    var records: [Record] = []
    var outcome = ScanOutcome()

    var texts: [[String]] {
        records.filter { $0.reason == nil }.map { record in
            record.values.map {
                switch $0 {
                case .absent: "-"
                case .null: "null"
                case .text(let text): text
                case .number(let text), .bool(let text), .container(let text): text
                }
            }
        }
    }

    var reasons: [QuarantineReason?] { records.map(\.reason) }
}

/// Collects what a scan brings.
struct CollectingSink: RecordSink {
    var page = ScannedPage()
    var writing = SlotText.Writing.json

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        page.records.append(taken(slots, bytes, frame, nil))
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        page.records.append(taken(slots, bytes, frame, problem.reason))
    }

    private func taken(
        _ slots: Span<Slot>,
        _ bytes: Span<UInt8>,
        _ frame: RecordFrame,
        _ reason: QuarantineReason?
    ) -> ScannedPage.Record {
        var values: [ScannedPage.Value] = []
        for index in slots.indices { values.append(value(slots[index], bytes)) }
        return .init(values: values, reason: reason, offset: frame.offset, length: frame.length, ordinal: frame.ordinal)
    }

    private func value(_ slot: Slot, _ bytes: Span<UInt8>) -> ScannedPage.Value {
        var raw: [UInt8] = []
        if slot.kind == .escaped {
            _ = SlotText.decode(bytes.extracting(slot.range), as: writing, into: &raw)
        } else {
            for index in slot.range { raw.append(bytes[index]) }
        }
        let text = String(validating: raw, as: UTF8.self) ?? "not UTF-8"
        return switch slot.kind {
        case .absent: .absent
        case .null: .null
        case .text, .escaped: .text(text)
        case .number: .number(text)
        case .bool: .bool(text)
        case .container: .container(text)
        }
    }
}

/// A file that lasts as long as the value.
final class TemporaryPage {
    let path: String

    init(_ bytes: some Sequence<UInt8>) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "scan-\(UUID().uuidString)").path
        try Data(bytes).write(to: URL(filePath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

func scan(
    _ bytes: [UInt8],
    as format: RecordFormat,
    paths: [String],
    limits: FormatLimits = FormatLimits(),
    settings: ScanSettings = ScanSettings(),
    range: Range<Int64>? = nil
) throws -> ScannedPage {
    let page = try TemporaryPage(bytes)
    let file = try PageFile(open: page.path)
    var sink = CollectingSink()
    var slotPaths = paths.compactMap { SlotPath($0) }
    if case .csv = format {
        slotPaths = paths.map { SlotPath(column: $0) }
        sink.writing = .csv
    }
    let plan = SlotPlan(paths: slotPaths)
    let scanner = PageScanner(format: format, plan: plan, limits: limits, settings: settings)
    let outcome = scanner.scan(file, range: range, into: &sink)
    sink.page.outcome = outcome
    return sink.page
}

func scan(
    _ text: String,
    as format: RecordFormat,
    paths: [String],
    limits: FormatLimits = FormatLimits(),
    settings: ScanSettings = ScanSettings()
) throws -> ScannedPage {
    try scan(Array(text.utf8), as: format, paths: paths, limits: limits, settings: settings)
}
