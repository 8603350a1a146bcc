/// Bytes taken as numbers, the first byte lowest.
package enum ByteWord {
    /// The eight bytes from `index` on; traps when the text does not reach that far.
    @inline(__always)
    package static func load(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
        precondition(index >= 0 && index &+ 8 <= bytes.count)
        // SAFETY: eight bytes from `index` on lie within the span.
        return unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }

    /// All of a text of at most eight bytes; texts of the same length are equal exactly when these are.
    @inline(__always)
    package static func whole(_ bytes: Span<UInt8>) -> UInt64 {
        let count = bytes.count
        guard count < 8 else { return load(bytes, at: 0) }
        guard count > 0 else { return 0 }
        var word = UInt64(bytes[0]) | UInt64(bytes[count - 1]) << 48
        var index = 1
        while index < count - 1 {
            word |= UInt64(bytes[index]) << UInt64(index &* 8)
            index += 1
        }
        return word
    }
}
