package import Dossiers

/// Where a record stands in its page.
package struct RecordFrame: Sendable, Hashable {
    /// Byte offset in the page of the first byte of the record.
    package var offset: Int64
    /// Bytes of the record.
    package var length: Int
    /// Count of records before it in the scanned range.
    package var ordinal: Int64

    package init(offset: Int64, length: Int, ordinal: Int64) {
        self.offset = offset
        self.length = length
        self.ordinal = ordinal
    }
}

/// What a scan of a page, or of a part of one, came to.
package struct ScanOutcome: Sendable, Hashable {
    /// Records delivered, broken ones included; rows that are no records are not counted.
    package var records: Int64 = 0
    /// Of those, the broken ones.
    package var broken: Int64 = 0
    /// Rows that the dialect says are no records.
    package var skipped: Int64 = 0
    /// Why reading could not go on to the end; nil when the page was read whole.
    package var stop: ScanStop?
    /// Whether the scanned range does not end where the next one takes up: the cuts between ranges were wrong then, and
    /// what all ranges of the file delivered must be thrown away and the file scanned whole.
    package var cutsRecord = false
    /// The encoding that an XML page declares while its bytes are UTF-8 (protocol 4.4); nil when it declares the truth or nothing.
    package var mistakenEncoding: String?

    package init() {}
}

/// Why a page could not be read to its end; its source is partial then.
package struct ScanStop: Sendable, Hashable, Error {
    package var reason: QuarantineReason
    /// Byte offset in the page.
    package var offset: Int64
    /// For a person; free of data of the feed.
    package var detail: Sentence

    package init(_ reason: QuarantineReason, offset: Int64, detail: Sentence) {
        self.reason = reason
        self.offset = offset
        self.detail = detail
    }
}

/// Takes the records of a scan, one call each, in the order of the page.
package protocol RecordSink: ~Copyable {
    /// A well-formed record: slot `i` belongs to path `i` of the plan, its offsets are into `bytes`.
    ///
    /// Nothing of `bytes` or `slots` may be kept. `frame` tells where the record stands in the page.
    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame)

    /// A broken record. `slots` hold what could be read before the break (all absent when nothing could).
    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame)
}
