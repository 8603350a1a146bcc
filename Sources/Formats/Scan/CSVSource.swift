import Dossiers

/// Gives the rows below the header of a CSV page.
struct CSVSource: RecordSource, ~Copyable {
    private(set) var frame = RecordFrame(offset: 0, length: 0, ordinal: -1)
    private(set) var problem: RecordProblem?
    private(set) var stop: ScanStop?
    private(set) var skipped: Int64 = 0
    private(set) var cutsRecord = false

    private var block: Block
    private let limits: FormatLimits
    private let columns: CSVColumns
    private let isWholeFile: Bool
    private var found: [Slot]
    private var cursor = CSVCursor()
    private var shown = 0..<0
    private var resume = Resume.no

    private enum Resume {
        case no
        /// Behind a line with broken quotes: all that follows is indexed again, from this byte of the block.
        case cautiously(Int)
        /// Behind an endless row, at this byte of the page.
        case at(Int64)
    }

    init(
        range: Range<Int64>,
        of size: Int64,
        columns: CSVColumns,
        limits: FormatLimits,
        settings: ScanSettings
    ) {
        block = Block(range: range, syntax: .csv(separator: columns.separator), settings: settings)
        self.limits = limits
        self.columns = columns
        isWholeFile = range.upperBound >= size
        found = Array(repeating: Slot(), count: columns.wanted.count)
    }

    var slots: Span<Slot> {
        @_lifetime(borrow self)
        get { found.span }
    }
    var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get { block.bytes.extracting(shown) }
    }

    mutating func next(of file: borrowing PageFile) -> ScanEvent {
        resumeReading(of: file)
        while stop == nil {
            if let row = cursor.nextRow(of: block) {
                if let event = take(row) { return event }
            } else if block.isLast {
                return takeLast()
            } else if block.count - cursor.start <= limits.recordBytes {
                advance(past: cursor.start, of: file)
            } else {
                return takeEndless(of: file)
            }
        }
        return .end
    }

    // MARK: - Rows

    private mutating func take(_ row: CSVLine) -> ScanEvent? {
        if row.range.isEmpty || isBlank(row) { return nil }
        locate(in: row)
        if let column = columns.mark, column >= row.count || isBlank(cell(column, of: row)) {
            skipped += 1
            return nil
        }
        if columns.mayRepeatHeader(block.bytes, from: row.range.lowerBound),
            columns.repeatsHeader(block.bytes.extracting(row.range))
        {
            skipped += 1
            return nil
        }
        guard let problem = problem(of: row) else {
            if cursor.fault(in: row.range, of: block) != nil { unwrapFormulas(in: row) }
            enter(row.range, length: row.range.count)
            return .record
        }
        return takeBroken(problem, row)
    }

    private mutating func takeBroken(_ problem: RecordProblem, _ row: CSVLine) -> ScanEvent {
        var range = row.range
        if let fault = quotingFault(of: row), let feed = firstFeed(in: row.range.lowerBound..<fault) {
            range = row.range.lowerBound..<feed
            resume = .cautiously(feed + 1)
        }
        return enterBroken(problem, range, length: range.count)
    }

    /// What stands behind the last line feed.
    private mutating func takeLast() -> ScanEvent {
        guard let row = cursor.rest(of: block) else { return .end }
        guard !block.endsInQuotes else {
            cutsRecord = !isWholeFile
            halt("a quoted cell is never closed", at: row.range.lowerBound)
            return .end
        }
        cutsRecord = !isWholeFile
        return take(row) ?? .end
    }

    private mutating func takeEndless(of file: borrowing PageFile) -> ScanEvent {
        let row = cursor.cutRow(of: block)
        locate(in: row)
        guard let end = endOfEndlessRow(of: file) else { return .end }
        resume = .at(end)
        let length = Int(end - block.offset) - row.range.lowerBound
        return enterBroken(RecordProblem(.limitExceeded), row.range, length: length)
    }

    private mutating func endOfEndlessRow(of file: borrowing PageFile) -> Int64? {
        var rest = block.continuation()
        while !rest.isLast {
            do throws(PageFileError) {
                try rest.advance(past: rest.count, of: file, continuing: true)
            } catch {
                halt("\(error)", at: block.count)
                return nil
            }
            if rest.rows.count > 0 { return rest.offset + Int64(rest.positions[Int(rest.rows[0])]) + 1 }
        }
        guard rest.endsInQuotes else { return rest.offset + Int64(rest.count) }
        cutsRecord = !isWholeFile
        halt("a quoted cell is never closed", at: cursor.start)
        return nil
    }

    private mutating func enter(_ range: Range<Int>, length: Int) {
        shown = range
        frame = RecordFrame(
            offset: block.offset + Int64(range.lowerBound),
            length: length,
            ordinal: frame.ordinal + 1
        )
    }

    private mutating func enterBroken(_ problem: RecordProblem, _ range: Range<Int>, length: Int) -> ScanEvent {
        let first = range.prefix(limits.recordBytes)
        enter(first, length: length)
        let detail: Sentence = "a row longer than \(limits.recordBytes) bytes"
        self.problem = length > limits.recordBytes ? RecordProblem(.limitExceeded, detail: detail) : problem
        for index in found.indices where !isSound(found[index], in: first) { found[index] = Slot() }
        return .broken
    }

    // MARK: - Cells

    /// Notes where the wanted cells stand.
    @inline(__always)
    private mutating func locate(in row: CSVLine) {
        var slots: [Slot] = []
        swap(&slots, &found)
        let memory = block.memory
        let wanted = columns.wanted
        let start = row.range.lowerBound
        var free = slots.mutableSpan
        for index in wanted.indices {
            let column = wanted[index]
            guard column >= 0, column < row.count else {
                free[index] = Slot()
                continue
            }
            let position = row.firstPosition &+ column
            let first = column == 0 ? start : memory.place(position &- 1) &+ 1
            let end = column == row.count - 1 ? row.range.upperBound : memory.place(position)
            if end &- first < 2 || memory.letter(first) != UInt8(ascii: "\"") {
                free[index] = Slot(.text, start: first &- start, count: max(0, end &- first))
            } else {
                let isEscaped = memory.markCount > 0 && cursor.hasMark(in: first..<end, of: block)
                free[index] = Slot(isEscaped ? .escaped : .text, start: first &- start &+ 1, count: end &- first &- 2)
            }
        }
        swap(&slots, &found)
    }

    /// Leaves of wanted cells that are formulas the texts in them.
    private mutating func unwrapFormulas(in row: CSVLine) {
        let start = row.range.lowerBound
        for index in found.indices where found[index].kind == .text {
            let range = found[index].range
            let cell = block.bytes.extracting((start + range.lowerBound)..<(start + range.upperBound))
            guard let text = CSVFormula.text(in: cell) else { continue }
            found[index] = Slot(.text, start: range.lowerBound + text.lowerBound, count: text.count)
        }
    }

    @inline(__always)
    private func cell(_ column: Int, of row: CSVLine) -> Range<Int> {
        let positions = block.positions
        let first = row.firstPosition + column
        let start = column == 0 ? row.range.lowerBound : Int(positions[first - 1]) + 1
        let end = column == row.count - 1 ? row.range.upperBound : Int(positions[first])
        return start..<max(start, end)
    }

    @inline(__always)
    private func isBlank(_ cell: Range<Int>) -> Bool { CSVCell.isBlank(block.bytes.extracting(cell)) }

    /// Whether all cells are blank.
    @inline(__always)
    private func isBlank(_ row: CSVLine) -> Bool {
        for column in 0..<row.count where !isBlank(cell(column, of: row)) { return false }
        return true
    }

    // MARK: - What may be wrong

    @inline(__always)
    private func problem(of row: CSVLine) -> RecordProblem? {
        if let first = cursor.fault(in: row.range, of: block), let fault = fault(of: row, from: first) {
            let place = "byte \(fault - row.range.lowerBound)"
            return RecordProblem(
                .brokenSyntax,
                detail: "\(place): a quote, a carriage return or a NUL where none may stand"
            )
        }
        if block.hasInvalidUTF8, !block.isUTF8(row.range) {
            return RecordProblem(.invalidEncoding, detail: "the bytes are no UTF-8")
        }
        if row.count != columns.count, let problem = countProblem(of: row) { return problem }
        return row.range.count > limits.textBytes ? sizeProblem(of: row) : nil
    }

    /// The first forbidden byte of a row from `first` on, those of formulas that are texts aside.
    private func fault(of row: CSVLine, from first: Int) -> Int? {
        var fault: Int? = first
        for column in 0..<row.count {
            guard let place = fault else { return nil }
            let cell = cell(column, of: row)
            guard place < cell.upperBound else { continue }
            guard CSVFormula.text(in: block.bytes.extracting(cell)) != nil else { return place }
            fault = cursor.fault(in: cell.upperBound..<row.range.upperBound, of: block)
        }
        return fault
    }

    private func countProblem(of row: CSVLine) -> RecordProblem? {
        guard row.count <= limits.members else {
            return RecordProblem(.limitExceeded, detail: "more than \(limits.members) cells")
        }
        let hasExtra =
            row.count > columns.count && !(columns.count..<row.count).allSatisfy { isBlank(cell($0, of: row)) }
        guard row.count < columns.count || hasExtra else { return nil }
        return RecordProblem(.columnCount, detail: "\(row.count) cells under \(columns.count) titles")
    }

    private func sizeProblem(of row: CSVLine) -> RecordProblem? {
        if row.range.count > limits.recordBytes { return RecordProblem(.limitExceeded) }
        guard (0..<row.count).contains(where: { cell($0, of: row).count > limits.textBytes }) else { return nil }
        return RecordProblem(.limitExceeded, detail: "a cell longer than \(limits.textBytes) bytes")
    }

    /// Whether a slot of a broken row may be shown.
    private func isSound(_ slot: Slot, in row: Range<Int>) -> Bool {
        let range = (row.lowerBound + slot.range.lowerBound)..<(row.lowerBound + slot.range.upperBound)
        guard slot.kind != .absent, range.upperBound <= row.upperBound else { return false }
        return cursor.fault(in: range.lowerBound..<min(range.upperBound + 2, block.count), of: block) == nil
            && block.isUTF8(range)
    }

    /// Byte of the first quote that is out of place; nil when the quotes of the row are in order.
    private func quotingFault(of row: CSVLine) -> Int? {
        guard let first = cursor.fault(in: row.range, of: block), let fault = fault(of: row, from: first) else {
            return nil
        }
        let bytes = block.bytes
        let isQuoting = bytes[fault] == UInt8(ascii: "\"") || (fault > 0 && bytes[fault - 1] == UInt8(ascii: "\""))
        return isQuoting ? fault : nil
    }

    private func firstFeed(in range: Range<Int>) -> Int? {
        let bytes = block.bytes
        return range.first { bytes[$0] == UInt8(ascii: "\n") }
    }

    // MARK: - Reading on

    private mutating func resumeReading(of file: borrowing PageFile) {
        switch resume {
        case .no: return
        case .cautiously(let place): advance(past: place, of: file, cautiously: true)
        case .at(let offset):
            block.jump(to: offset)
            advance(past: 0, of: file)
        }
        resume = .no
    }

    private mutating func advance(past done: Int, of file: borrowing PageFile, cautiously: Bool = false) {
        cursor = CSVCursor()
        do throws(PageFileError) {
            try block.advance(past: done, of: file, cautiously: cautiously)
        } catch {
            halt("\(error)", at: 0)
        }
    }

    private mutating func halt(_ detail: Sentence, at place: Int) {
        stop = ScanStop(.brokenSyntax, offset: block.offset + Int64(place), detail: detail)
    }
}
