import Dossiers
import Formats
import Mapping
import Reconciliation
import Reports
import Synchronization

/// Says for people where a record stands: page, byte, line, number.
final class Locator: Sendable {
    private let pages: [Page]
    private let sources: [RunSource]
    /// Line breaks before a byte of the page last looked at, so that many lines of one page cost one pass.
    private let lines = Mutex(LineCount())

    init(pages: [Page], sources: [RunSource]) {
        self.pages = pages
        self.sources = sources
    }

    /// The place of a record in reports: no line, for that costs a pass through the page.
    func position(_ place: RecordPlace) -> RecordPosition {
        let isTree = place.length == 0
        return RecordPosition(
            page: pages[place.page].name,
            offset: isTree ? 0 : place.offset,
            record: isTree ? place.offset + 1 : nil
        )
    }

    /// The place of a record with its line, counted from the start of the page.
    func exact(_ place: RecordPlace) -> RecordPosition {
        var position = position(place)
        if place.length > 0 { position.line = lines.withLock { $0.line(of: place.offset, in: pages[place.page].path) } }
        return position
    }

    /// The quarantine line of a record that was set aside.
    func line(_ record: SetAsideRecord) -> QuarantineLine {
        let page = pages[record.page]
        let isTree = record.frame.length == 0 && !sources[page.source].program.isScanned
        let offset = isTree ? 0 : record.frame.offset
        let position = RecordPosition(
            page: page.name,
            offset: offset,
            line: isTree ? nil : lines.withLock { $0.line(of: offset, in: page.path) },
            record: record.frame.ordinal + 1
        )
        return QuarantineLine(
            source: sources[page.source].id,
            position: position,
            code: record.code,
            problem: record.problem
        )
    }
}

/// Counts line breaks forward through a page.
private struct LineCount {
    private var path = ""
    private var offset: Int64 = 0
    private var line = 1

    /// The line of a byte, from 1; nil when the page cannot be read any more.
    mutating func line(of target: Int64, in path: String) -> Int? {
        if path != self.path || target < offset { self = LineCount(path: path) }
        guard let file = try? PageFile(open: path) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while offset < target {
            let wanted = Int(min(Int64(buffer.count), target - offset))
            var span = buffer.mutableSpan
            guard let got = try? file.read(at: offset, into: &span), got > 0 else { return nil }
            let count = min(got, wanted)
            for index in 0..<count where buffer[index] == 0x0A { line += 1 }
            offset += Int64(count)
        }
        return line
    }

    init() {}

    private init(path: String) { self.path = path }
}
