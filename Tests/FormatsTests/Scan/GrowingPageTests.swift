import Dossiers
import Foundation
import Synchronization
import Testing

@testable import Formats

/// A page that is read while it is written gives what it gives when it is whole.
@Suite(.timeLimit(.minutes(15)))
struct GrowingPageTests {
    private static let paths = ["code", "n", "Ma", "a", "a.b", "@q"]

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `small pages of every format are read along as they are read whole`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for format in GrowingFormat.allCases {
            var settings = ScanSettings()
            settings.blockBytes = [1, 7, 64, 300].randomElement(using: &random) ?? 64
            let bytes = format.page(records: Int.random(in: 0...40, using: &random), using: &random)
            try expectTheSame(bytes, format, settings, mostBytes: 200, &random)
        }
    }

    @Test(arguments: GrowingFormat.allCases)
    func `large pages are read along as they are read whole`(format: GrowingFormat) throws {
        var random = SeededGenerator(seed: 7)
        let bytes = format.page(records: 30_000, using: &random)
        #expect(bytes.count > 2 << 20)
        try expectTheSame(bytes, format, ScanSettings(), mostBytes: 1 << 20, &random)
    }

    /// The page ends where a block ends, so that the end shows in a read of nothing.
    @Test(arguments: GrowingFormat.allCases, 60...70)
    func `a page may end where a block ends`(format: GrowingFormat, blockBytes: Int) throws {
        var random = SeededGenerator(seed: 3)
        var settings = ScanSettings()
        settings.blockBytes = blockBytes
        let bytes = format.page(records: 9, using: &random)
        for count in [bytes.count, blockBytes, 2 * blockBytes, 4 * blockBytes] {
            try expectTheSame(Array(bytes.prefix(count)), format, settings, mostBytes: 90, &random)
        }
    }

    @Test func `a page that is given up ends its reader with an error`() throws {
        let page = try TemporaryPage(Array("[{\"code\":\"A\"},".utf8))
        let growth = PageGrowth(bytes: 14)
        let file = try PageFile(following: page.path, growth)
        let reader = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            growth.grow(by: 0)
            growth.abandon()
            growth.finish()
            reader.signal()
        }
        var sink = CollectingSink()
        let scanner = PageScanner(format: .json(records: []), plan: SlotPlan(paths: []), limits: FormatLimits())
        #expect(scanner.scan(file, into: &sink).stop != nil)
        reader.wait()
        #expect(growth.isAbandoned && growth.wait(for: 0) == nil)
    }

    @Test func `who waits is woken when the bytes are there and not before`() throws {
        let growth = PageGrowth()
        let woken = Mutex([Int64]())
        let done = DispatchSemaphore(value: 0)
        for end in [Int64(5), 10, 20] {
            Thread.detachNewThread {
                let bytes = growth.wait(for: end)
                woken.withLock { $0.append(bytes ?? -1) }
                done.signal()
            }
        }
        growth.grow(by: 5)
        done.wait()
        growth.grow(by: 6)
        done.wait()
        growth.finish()
        done.wait()
        #expect(woken.withLock { $0 } == [5, 11, 11])
        #expect(growth.wait(for: .max) == 11, "a whole page keeps nobody waiting")
        growth.abandon()
        #expect(!growth.isAbandoned, "a whole page stays whole")
    }

    private func expectTheSame(
        _ bytes: [UInt8],
        _ format: GrowingFormat,
        _ settings: ScanSettings,
        mostBytes: Int,
        _ random: inout SeededGenerator
    ) throws {
        let whole = try scan(bytes, as: format.format, paths: Self.paths, settings: settings)
        let page = try TemporaryPage([])
        let growth = PageGrowth()
        let file = try PageFile(following: page.path, growth)
        let steps = steps(to: bytes.count, most: mostBytes, &random)
        let path = page.path
        Thread.detachNewThread { GrowingPageTests.write(bytes, steps, to: path, growth) }
        let grown = follow(file, as: format, settings)
        #expect(grown == whole, "\(format), \(bytes.count) bytes in blocks of \(settings.blockBytes)")
    }

    private func follow(_ file: borrowing PageFile, as format: GrowingFormat, _ settings: ScanSettings) -> ScannedPage {
        var sink = CollectingSink()
        var paths = Self.paths.compactMap { SlotPath($0) }
        if case .csv = format {
            paths = Self.paths.map { SlotPath(column: $0) }
            sink.writing = .csv
        }
        let plan = SlotPlan(paths: paths)
        let scanner = PageScanner(format: format.format, plan: plan, limits: FormatLimits(), settings: settings)
        let outcome = scanner.scan(file, into: &sink)
        sink.page.outcome = outcome
        return sink.page
    }

    /// Numbers of bytes that make up `count`, most of them small.
    private func steps(to count: Int, most: Int, _ random: inout SeededGenerator) -> [Int] {
        var steps: [Int] = []
        var left = count
        while left > 0 {
            let largest = Bool.random(using: &random) ? most : max(most / 100, 1)
            steps.append(min(left, Int.random(in: 1...largest, using: &random)))
            left -= steps.last ?? left
        }
        return steps
    }

    private static func write(_ bytes: [UInt8], _ steps: [Int], to path: String, _ growth: PageGrowth) {
        guard let file = FileHandle(forWritingAtPath: path) else { return growth.abandon() }
        var start = 0
        for step in steps {
            file.write(Data(bytes[start..<(start + step)]))
            growth.grow(by: Int64(step))
            start += step
        }
        growth.finish()
    }
}

/// The formats of pages, with sound and broken records of each.
enum GrowingFormat: CaseIterable {
    case json, ndjson, csv, xml, utf16

    var format: RecordFormat {
        switch self {
        case .json: .json(records: ["data"])
        case .ndjson: .ndjson
        case .csv: .csv(CSVDialect(headerTitles: ["code"]))
        case .xml, .utf16: .xml(records: ["DS", "HoSo"], namespaces: [:])
        }
    }

    func page(records: Int, using random: inout SeededGenerator) -> [UInt8] {
        var bytes = self == .utf16 ? encoded(text(records, &random)) : Array(text(records, &random).utf8)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeLast(Int.random(in: 0...min(bytes.count, 90), using: &random))
        case 1: XMLGenerator.mutate(&bytes, using: &random)
        default: break
        }
        return bytes
    }

    private func text(_ records: Int, _ random: inout SeededGenerator) -> String {
        let lines = (0..<records).map { record($0, &random) }
        return switch self {
        case .json: "{\"total\":9,\"data\":[\(lines.joined(separator: ","))],\"tail\":{}}"
        case .ndjson: lines.joined(separator: "\n")
        case .csv: "note;;\ncode;n;a\n" + lines.joined(separator: "\n") + "\n"
        case .xml: "<DS>" + lines.joined(separator: "\n") + "</DS>"
        case .utf16: "<?xml version='1.0' encoding='UTF-16'?><DS>" + lines.joined(separator: "\n") + "</DS>"
        }
    }

    private func record(_ number: Int, _ random: inout SeededGenerator) -> String {
        let note = String(repeating: "x", count: Int.random(in: 0...120, using: &random))
        let isOdd = Int.random(in: 0..<50, using: &random) == 0
        return switch self {
        case .json, .ndjson:
            isOdd ? "{\"code\":\"\(number)\",\"n\":}" : "{\"code\":\"\(number)\",\"n\":\(number),\"a\":\"\(note)\"}"
        case .csv: isOdd ? "\"\(number)\n;\";\"\(note)\"\"\"" : "\(number);\(note);\"Nguyễn\""
        case .xml, .utf16:
            isOdd
                ? "<HoSo><Ma>\(number)</Mb></HoSo>"
                : "<HoSo q='\(number)'><Ma>\(number)</Ma><a>\(note)<b>Nguyễn</b></a></HoSo>"
        }
    }

    private func encoded(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}
