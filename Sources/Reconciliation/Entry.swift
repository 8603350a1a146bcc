/// Where a record can be found again: which page of which source, and the bytes of it there.
package struct RecordPlace: Sendable, Hashable, Comparable {
    /// Number of the page among all pages of the run.
    package var page: Int
    /// Byte offset in the page, or the ordinal of the record in a page that is read as a tree.
    package var offset: Int64
    /// Bytes of the record; 0 in a page that is read as a tree.
    package var length: Int

    package init(page: Int, offset: Int64, length: Int) {
        self.page = page
        self.offset = offset
        self.length = length
    }

    package static func < (left: RecordPlace, right: RecordPlace) -> Bool {
        (left.page, left.offset) < (right.page, right.offset)
    }
}

/// What is kept of one record until the join: five words, and one more for each further profile of the portal side.
///
/// Word 0 and 1: key hash. Word 2: offset (40 bits) and length (24 bits). Word 3: page (24 bits), profile (8), status (8),
/// flags (8). Words 4...: fingerprints, one on the local side, one for each profile on the portal side.
package struct Entry: Sendable, Hashable {
    package var keyHigh: UInt64
    package var keyLow: UInt64
    package var place: RecordPlace
    /// Which profile a local entry was fingerprinted under; 0 on the portal side.
    package var profile: Int
    package var status: UInt8
    package var flags: Flags
    /// One for each profile of its side; equal fingerprints mean equal compared fields unless a flag says otherwise.
    package var fingerprints: [UInt64]

    /// What the join must know of a record beside its fingerprint.
    package struct Flags: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The record was set aside; only its key is known.
        package static let quarantined = Flags(rawValue: 1)
        /// A time is coarser than its profile says, so the fingerprint proves nothing.
        package static let inexact = Flags(rawValue: 2)
        /// The source says that the record never reaches the portal.
        package static let notExpected = Flags(rawValue: 4)
    }

    /// Words before the fingerprints.
    static let headWords = 4
    /// Reads the entry whose words begin at `start`.
    init(words: [UInt64], at start: Int, fingerprints count: Int) {
        keyHigh = words[start]
        keyLow = words[start + 1]
        let whereWord = words[start + 2]
        let meta = words[start + 3]
        place = RecordPlace(
            page: Entry.page(of: meta),
            offset: Int64(whereWord >> 24),
            length: Int(whereWord & 0xFF_FFFF)
        )
        profile = Int(meta >> 16 & 0xFF)
        status = UInt8(truncatingIfNeeded: meta >> 8)
        flags = Flags(rawValue: UInt8(truncatingIfNeeded: meta))
        fingerprints = (0..<count).map { words[start + Entry.headWords + $0] }
    }

    /// The page that word 3 of an entry names.
    @inline(__always)
    static func page(of meta: UInt64) -> Int { Int(meta >> 40) }

    /// Packs place, status and flags into words 2 and 3.
    @inline(__always)
    static func pack(_ place: RecordPlace, profile: Int, status: UInt8, flags: Flags) -> (UInt64, UInt64) {
        let whereWord = UInt64(truncatingIfNeeded: place.offset) << 24 | UInt64(min(place.length, 0xFF_FFFF))
        let metaWord =
            UInt64(truncatingIfNeeded: place.page) << 40 | UInt64(truncatingIfNeeded: profile & 0xFF) << 16
            | UInt64(status) << 8 | UInt64(flags.rawValue)
        return (whereWord, metaWord)
    }
}
