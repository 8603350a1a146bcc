import CScan

/// The bytes in memory of a page that is read in parts, and the index of their structure.
///
/// The bytes from `start` of the range on that are not yet taken stand at the front; `advance` lets go of what is done and
/// reads on. Every run of the kernel begins outside a record, so no state goes from one block to the next.
@safe
struct Block: ~Copyable {
    /// What the kernel looks for.
    enum Syntax {
        case json
        case lines
        case csv(separator: UInt8)
    }

    /// Byte offset in the page of the first byte.
    private(set) var offset: Int64
    /// Bytes that are indexed.
    private(set) var count = 0
    /// Whether nothing of the range follows the indexed bytes.
    private(set) var isLast = false

    private let end: Int64
    private let syntax: Syntax
    private let level: ScanLevel
    private var filled = 0
    private var isExhausted = false
    private var covered: UInt8 = 0
    private var window: Int
    private var capacity: Int
    private var scan: cscan
    // SAFETY: all memory below is allocated by `allocate`, freed by `release`, and owned by this value alone;
    // `capacity` + `padding` elements of each are there, and bytes up to `filled` are initialised.
    private var storage: UnsafeMutablePointer<UInt8>

    private static let padding = 64

    init(range: Range<Int64>, syntax: Syntax, settings: ScanSettings) {
        offset = range.lowerBound
        end = range.upperBound
        self.syntax = syntax
        level = settings.level
        capacity = max(settings.blockBytes, 1)
        window = capacity
        unsafe storage = .allocate(capacity: capacity + Self.padding)
        unsafe scan = Self.makeScan(capacity: capacity)
    }

    deinit {
        unsafe storage.deallocate()
        unsafe Self.release(scan)
    }

    /// The indexed bytes.
    var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            // SAFETY: `count` bytes are initialised, and the span cannot outlive the borrow of their owner.
            let span = unsafe Span(_unsafeStart: storage, count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// Where structure stands in `bytes`, see `cscan.positions`.
    var positions: Span<UInt32> {
        @_lifetime(borrow self)
        get {
            unsafe _overrideLifetime(Span(_unsafeStart: scan.positions, count: scan.position_count), borrowing: self)
        }
    }

    /// Where escapes stand, see `cscan.marks`.
    var marks: Span<UInt32> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeStart: scan.marks, count: scan.mark_count), borrowing: self) }
    }

    /// Where forbidden bytes stand, see `cscan.faults`.
    var faults: Span<UInt32> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeStart: scan.faults, count: scan.fault_count), borrowing: self) }
    }

    /// For each line feed its index in `positions` (CSV).
    var rows: Span<UInt32> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeStart: scan.rows, count: scan.row_count), borrowing: self) }
    }

    /// Whether any of the indexed bytes are no UTF-8.
    var hasInvalidUTF8: Bool { unsafe scan.invalid_utf8 }
    /// Whether the indexed bytes end inside a string (JSON).
    var endsInString: Bool { unsafe scan.in_string }
    /// Whether the indexed bytes end inside a quoted cell (CSV).
    var endsInQuotes: Bool { unsafe scan.cell == UInt8(CSCAN_CELL_QUOTED.rawValue) }

    /// What the walker reads through; valid until the next `advance`.
    var memory: BlockMemory {
        unsafe BlockMemory(
            bytes: UnsafePointer(storage),
            positions: UnsafePointer(scan.positions),
            count: scan.position_count,
            marks: UnsafePointer(scan.marks),
            markCount: scan.mark_count
        )
    }

    /// Whether the bytes of a part are UTF-8.
    func isUTF8(_ range: Range<Int>) -> Bool {
        guard range.upperBound <= count else { return false }
        // SAFETY: the range lies within the initialised bytes.
        return unsafe cscan_utf8(level.kernel, storage + range.lowerBound, range.count)
    }

    /// Lets go of the first `done` bytes, reads on and indexes what is there.
    ///
    /// When nothing could be let go and the block is full, it grows. With `cautiously` only little is indexed at first:
    /// behind a break the structure is uncertain and the rest may have to be indexed again. With `continuing` the bytes
    /// let go ended inside a record and the kernel goes on from there.
    mutating func advance(
        past done: Int,
        of file: borrowing PageFile,
        cautiously: Bool = false,
        continuing: Bool = false
    ) throws(PageFileError) {
        let isStuck = done == 0 && count > 0
        uncover()
        shift(by: done)
        if cautiously { window = min(Self.cautiousWindow, capacity) } else { window = min(window * 2, capacity) }
        if isStuck { window = max(window, min(count * 2, capacity)) }
        if isStuck && count == capacity && !isLast { grow() }
        try fill(from: file)
        index(continuing: continuing)
    }

    private static let cautiousWindow = 512

    /// A small block that goes on where this one ends, for passing over the rest of an endless record.
    func continuation() -> Block {
        var settings = ScanSettings()
        settings.blockBytes = min(settings.blockBytes, capacity)
        settings.level = level
        var rest = Block(range: (offset + Int64(count))..<end, syntax: syntax, settings: settings)
        unsafe rest.scan.in_string = scan.in_string
        unsafe rest.scan.escaping = scan.escaping
        unsafe rest.scan.in_scalar = scan.in_scalar
        unsafe rest.scan.cell = scan.cell
        return rest
    }

    /// Lets go of everything and stands at `place`, from where the next `advance` reads.
    mutating func jump(to place: Int64) {
        offset = place
        count = 0
        filled = 0
        isExhausted = false
        isLast = false
    }

    private mutating func shift(by done: Int) {
        guard done > 0 else { return }
        // SAFETY: `done` ≤ `filled`; the ranges may overlap, which `update` allows.
        unsafe storage.update(from: storage + done, count: filled - done)
        filled -= done
        offset += Int64(done)
        count = 0
    }

    private mutating func fill(from file: borrowing PageFile) throws(PageFileError) {
        let wanted = Int(min(Int64(capacity - filled), end - offset - Int64(filled)))
        if wanted > 0 && filled < window && !isExhausted {
            // SAFETY: the span covers memory between `filled` and `capacity`, owned here; bytes need no initialisation.
            var free = unsafe MutableSpan(_unsafeStart: storage + filled, count: wanted)
            let read = try file.read(at: offset + Int64(filled), into: &free)
            filled += read
            isExhausted = read < wanted
        }
        count = min(filled, window)
        isLast = count == filled && (isExhausted || offset + Int64(filled) >= end)
    }

    private mutating func index(continuing: Bool) {
        unsafe scan.bytes = UnsafePointer(storage)
        unsafe scan.count = count
        if !continuing {
            unsafe scan.in_string = false
            unsafe scan.escaping = false
            unsafe scan.in_scalar = false
            unsafe scan.cell = UInt8(CSCAN_CELL_START.rawValue)
        }
        // SAFETY: all arrays have room for `capacity` + 64 numbers and `count` ≤ `capacity`.
        switch syntax {
        case .json: unsafe cscan_json(level.kernel, &scan, false, isLast)
        case .lines: unsafe cscan_json(level.kernel, &scan, true, isLast)
        case .csv(let separator): unsafe cscan_csv(level.kernel, &scan, separator, isLast)
        }
        cover()
    }

    /// Ends the bytes with a NUL and the positions with its place, so that no reader needs to look for the end.
    private mutating func cover() {
        for place in 0..<8 {
            unsafe scan.positions[scan.position_count + place] = UInt32(count)
        }
        unsafe scan.marks[scan.mark_count] = .max
        if count < filled { covered = unsafe storage[count] }
        unsafe storage[count] = 0
    }

    private mutating func uncover() {
        if count < filled { unsafe storage[count] = covered }
    }

    private mutating func grow() {
        let larger = capacity * 2
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
        unsafe moved.update(from: storage, count: filled)
        unsafe storage.deallocate()
        unsafe Self.release(scan)
        unsafe storage = moved
        unsafe scan = Self.makeScan(capacity: larger)
        capacity = larger
        window = larger
    }

    private static func makeScan(capacity: Int) -> cscan {
        let room = capacity + padding
        var scan = unsafe cscan()
        unsafe scan.positions = .allocate(capacity: room)
        unsafe scan.marks = .allocate(capacity: room)
        unsafe scan.faults = .allocate(capacity: room)
        unsafe scan.rows = .allocate(capacity: room)
        return unsafe scan
    }

    private static func release(_ scan: cscan) {
        unsafe scan.positions.deallocate()
        unsafe scan.marks.deallocate()
        unsafe scan.faults.deallocate()
        unsafe scan.rows.deallocate()
    }
}

/// The memory of a block for the one reader that walks it without copies.
///
/// Valid until the block advances. The block ends in eight sentinel positions at a NUL byte and is padded by 64 bytes; no
/// reader looks further than three tokens or sixteen bytes ahead.
@safe
struct BlockMemory {
    // SAFETY: the pointers are the block's own, see there; the walker that holds this value is given a new one after each
    // advance.
    let bytes: UnsafePointer<UInt8>
    let positions: UnsafePointer<UInt32>
    let count: Int
    let marks: UnsafePointer<UInt32>
    let markCount: Int

    /// Byte where a token stands.
    @inline(__always)
    func place(_ token: Int) -> Int { unsafe Int(positions[token]) }

    /// First byte of a token.
    @inline(__always)
    func byte(_ token: Int) -> UInt8 { unsafe bytes[Int(positions[token])] }

    @inline(__always)
    func letter(_ index: Int) -> UInt8 { unsafe bytes[index] }

    @inline(__always)
    func isBlank(_ index: Int) -> Bool {
        switch letter(index) {
        case 0x20, 0x0A, 0x0D, 0x09: true
        default: false
        }
    }

    /// The closing quote of the string before a token: nothing but blanks stands between.
    @inline(__always)
    func closingQuote(before next: Int) -> Int { endOfText(before: next) - 1 }

    /// The byte behind what stands before a token.
    @inline(__always)
    func endOfText(before next: Int) -> Int {
        var end = next
        while end > 0 && isBlank(end - 1) { end -= 1 }
        return end
    }

    /// Four bytes as a number, the first one lowest.
    @inline(__always)
    func four(at index: Int) -> UInt32 {
        unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt32.self).littleEndian
    }

    /// Eight bytes as a number, the first one lowest.
    @inline(__always)
    func eight(at index: Int) -> UInt64 {
        unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self).littleEndian
    }

    /// What is compared of the name between two bytes.
    @inline(__always)
    func shape(_ start: Int, _ end: Int) -> KeyShape {
        let length = end - start
        let first = eight(at: start)
        guard length >= 8 else {
            return KeyShape(first: first & ~(~0 << (UInt64(length) &* 8)), last: 0, length: UInt32(length))
        }
        return KeyShape(first: first, last: eight(at: end - 8), length: UInt32(truncatingIfNeeded: length))
    }
}
