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

/// Counts line breaks forward through a page, which stays open and partly in memory from one question to the next.
private struct LineCount: ~Copyable {
    private var path = ""
    private var file: PageFile?
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    /// Bytes of the page in `buffer`, whose first one stands at `start`.
    private var filled = 0
    private var start: Int64 = 0
    /// Index in `buffer` up to which breaks are counted.
    private var index = 0
    private var line = 1

    /// The line of a byte, from 1; nil when the page cannot be read any more.
    mutating func line(of target: Int64, in path: String) -> Int? {
        if path != self.path || target < start + Int64(index) { open(path) }
        while start + Int64(index) < target {
            if index == filled, !readOn() { return nil }
            let end = Int(min(Int64(filled), target - start))
            for place in index..<end where buffer[place] == 0x0A { line += 1 }
            index = end
        }
        return line
    }

    private mutating func open(_ path: String) {
        self.path = path
        file = try? PageFile(open: path)
        (filled, start, index, line) = (0, 0, 0, 1)
    }

    private mutating func readOn() -> Bool {
        start += Int64(filled)
        (filled, index) = (0, 0)
        var bytes: [UInt8] = []
        swap(&bytes, &buffer)
        var span = bytes.mutableSpan
        filled = (try? file?.read(at: start, into: &span)) ?? 0
        swap(&bytes, &buffer)
        return filled > 0
    }
}
