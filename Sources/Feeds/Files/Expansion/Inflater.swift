import CZlib

/// Expands deflated bytes through zlib, piece by piece, in 64 KiB of room.
///
/// It is used by one thread at a time, so it may be handed from one to another: whoever holds it holds the structure of zlib
/// alone.
@safe
struct Inflater: ~Copyable, @unchecked Sendable {
    /// What surrounds the deflated bytes.
    enum Form: Int32, Sendable {
        /// Header, checksum and length, all of which are checked (RFC 1952).
        case gzip = 31
        /// Nothing.
        case bare = -15
    }

    private static let roomLength = 64 << 10

    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutablePointer<UInt8>
    /// Whether the end of the stream was reached; whatever follows is no part of it.
    private(set) var isAtEnd = false

    /// - Throws: `unreadable` when there is no memory.
    init(_ form: Form) throws(ExpansionFailure) {
        // SAFETY: both blocks are made here, owned by this value alone and released in `deinit`; zlib keeps no other pointer.
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe room = .allocate(capacity: Inflater.roomLength)
        unsafe room.initialize(repeating: 0, count: Inflater.roomLength)
        guard unsafe doisoat_inflate_begin(stream, form.rawValue) == Z_OK else { throw .unreadable }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
        unsafe room.deallocate()
    }

    /// Begins with another stream of the same form.
    mutating func restart() {
        // SAFETY: the structure was prepared in `init`.
        unsafe inflateReset(stream)
        isAtEnd = false
    }

    /// Expands `bytes` from `start` on, up to their end or that of the stream.
    ///
    /// - Parameter deliver: gets what comes out, at most 64 KiB a call.
    /// - Returns: the index behind the last byte that was used.
    /// - Throws: `damaged`, `wrongChecksum`, and what `deliver` throws.
    mutating func expand(
        _ bytes: Span<UInt8>,
        from start: Int = 0,
        deliver: (Span<UInt8>) throws(ExpansionFailure) -> Void
    ) throws(ExpansionFailure) -> Int {
        var place = start
        while !isAtEnd {
            let step = step(bytes.extracting(place...))
            place += step.read
            // SAFETY: zlib wrote `written` bytes of the room, which outlives the call.
            if step.written > 0 { try deliver(unsafe Span(_unsafeStart: room, count: step.written)) }
            switch step.outcome {
            case Z_STREAM_END: isAtEnd = true
            case Z_OK, Z_BUF_ERROR: if step.read == 0, step.written == 0 { return place }
            default: throw failure
            }
        }
        return place
    }

    private func step(_ bytes: Span<UInt8>) -> (outcome: Int32, read: Int, written: Int) {
        var (read, written): (UInt32, UInt32) = (0, 0)
        let length = UInt32(clamping: bytes.count)
        // SAFETY: zlib reads and writes within the lengths given and keeps neither pointer after the call.
        let outcome = unsafe bytes.withUnsafeBufferPointer { input in
            var nothing: UInt8 = 0
            return unsafe withUnsafePointer(to: &nothing) { empty in
                unsafe doisoat_inflate(
                    stream,
                    input.baseAddress ?? empty,
                    length,
                    room,
                    UInt32(Inflater.roomLength),
                    &read,
                    &written
                )
            }
        }
        return (outcome, Int(read), Int(written))
    }

    /// What zlib found wrong; it has one number for all of it.
    private var failure: ExpansionFailure {
        // SAFETY: the text is a constant of zlib.
        guard let text = unsafe stream.pointee.msg, let words = unsafe String(validatingCString: text) else {
            return .damaged
        }
        return ["incorrect data check", "incorrect length check"].contains(words) ? .wrongChecksum : .damaged
    }
}
