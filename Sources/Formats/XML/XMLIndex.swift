internal import CScan

/// Where structure stands in the part of a page that is in memory.
struct XMLIndex: Sendable {
    /// How often it was made anew.
    private(set) var generation = 0
    private var positions: [UInt32] = []
    private var marks: [UInt32] = []
    private var count = 0
    private var end = 0
    private var hasInvalidUTF8 = false
    private let level: ScanLevel

    init(level: ScanLevel) { self.level = level }

    /// Indexes the bytes that are in memory; a character cut by their end is a broken one only at the end of the page.
    mutating func update(_ input: XMLInput) {
        let room = input.count + XMLMemory.padding
        if positions.count < room {
            positions = Array(repeating: 0, count: room)
            marks = Array(repeating: 0, count: room)
        }
        generation += 1
        end = input.count
        scan(input)
    }

    private mutating func scan(_ input: XMLInput) {
        var scan = unsafe cscan()
        // SAFETY: both arrays have room for `input.count` + 64 numbers; the kernel keeps no pointer after the call.
        unsafe input.bytes.withUnsafeBufferPointer { bytes in
            unsafe positions.withUnsafeMutableBufferPointer { positions in
                unsafe marks.withUnsafeMutableBufferPointer { marks in
                    unsafe scan.bytes = bytes.baseAddress
                    unsafe scan.count = input.count
                    unsafe scan.positions = positions.baseAddress
                    unsafe scan.marks = marks.baseAddress
                    unsafe cscan_xml(level.kernel, &scan, input.isAtEnd)
                }
            }
        }
        count = unsafe scan.position_count
        hasInvalidUTF8 = unsafe scan.invalid_utf8
        for place in count..<(count + XMLMemory.sentinels) { positions[place] = UInt32(input.count) }
        unsafe marks[scan.mark_count] = .max
    }

    /// Calls `body` with the memory of what is indexed.
    @inline(__always)
    func withMemory<Result>(of input: XMLInput, _ body: (XMLMemory) -> Result?) -> Result? {
        // SAFETY: the pointers are used during the call only.
        unsafe input.bytes.withUnsafeBufferPointer { bytes in
            unsafe positions.withUnsafeBufferPointer { positions in
                unsafe marks.withUnsafeBufferPointer { marks in
                    guard let bytes = bytes.baseAddress, let positions = positions.baseAddress,
                        let marks = marks.baseAddress
                    else { return nil }
                    return body(
                        unsafe XMLMemory(
                            bytes: bytes,
                            positions: positions,
                            marks: marks,
                            count: count,
                            end: end,
                            hasInvalidUTF8: hasInvalidUTF8,
                            generation: generation
                        )
                    )
                }
            }
        }
    }
}

/// The memory of a page and of its index, for the one reader that walks it without copies.
///
/// Valid during `XMLIndex.withMemory`. The positions end in sentinels at `end`, where `XMLBytes.padding` bytes of zero begin.
@safe
struct XMLMemory {
    /// Numbers that the kernel may write behind the last one.
    static let padding = 80
    static let sentinels = 8

    // SAFETY: the pointers are those of the arrays in `XMLIndex.withMemory`. Tokens are at most `count` + 1, marks end in a
    // sentinel, and no reader looks further than `XMLBytes.padding` bytes behind `end`.
    let bytes: UnsafePointer<UInt8>
    let positions: UnsafePointer<UInt32>
    let marks: UnsafePointer<UInt32>
    /// Number of tokens: each is a `<`.
    let count: Int
    /// Bytes that are there.
    let end: Int
    let hasInvalidUTF8: Bool
    let generation: Int

    /// Byte where a token stands; `end` behind the last one.
    @inline(__always)
    func place(_ token: Int) -> Int { unsafe Int(positions[token]) }

    /// Byte where a mark stands; beyond all bytes behind the last one.
    @inline(__always)
    func markPlace(_ mark: Int) -> Int { unsafe Int(marks[mark]) }

    @inline(__always)
    func byte(_ index: Int) -> UInt8 { unsafe bytes[index] }

    /// Eight bytes as a number, the first one lowest.
    @inline(__always)
    func word(_ index: Int) -> UInt64 {
        unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self).littleEndian
    }

    /// Whether the `count` bytes at two places are the same.
    @inline(__always)
    func isSame(_ left: Int, _ right: Int, _ count: Int) -> Bool {
        var done = 0
        while done + 8 <= count {
            if word(left + done) != word(right + done) { return false }
            done += 8
        }
        let rest = UInt64(truncatingIfNeeded: count - done) &* 8
        return rest == 0 || (word(left + done) ^ word(right + done)) &<< (64 &- rest) == 0
    }

    /// The bytes and their padding, for readers that check every access.
    var raw: RawSpan {
        @_lifetime(borrow self)
        get {
            unsafe _overrideLifetime(
                RawSpan(_unsafeStart: UnsafeRawPointer(bytes), byteCount: end + XMLBytes.padding),
                borrowing: self
            )
        }
    }
}
