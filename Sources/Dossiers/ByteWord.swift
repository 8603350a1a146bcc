/// Bytes taken as numbers, the first byte lowest.
public enum ByteWord {
    /// The eight bytes from `index` on; traps when the text does not reach that far.
    @inline(__always)
    public static func load(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
        precondition(index >= 0 && index &+ 8 <= bytes.count)
        // SAFETY: eight bytes from `index` on lie within the span.
        return unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }

    /// All of a text of at most eight bytes, with zeros behind it.
    @inline(__always)
    public static func whole(_ bytes: Span<UInt8>) -> UInt64 {
        let count = bytes.count
        guard count < 8 else { return load(bytes, at: 0) }
        guard count < 4 else {
            // SAFETY: four bytes from each of both offsets lie within the span; they may overlap.
            let first = unsafe bytes.bytes.unsafeLoadUnaligned(as: UInt32.self).littleEndian
            let last = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self).littleEndian
            return UInt64(first) | UInt64(last) << (UInt64(count &- 4) &* 8)
        }
        guard count > 0 else { return 0 }
        let middle = count >> 1
        return UInt64(bytes[0]) | UInt64(bytes[middle]) << (UInt64(middle) &* 8)
            | UInt64(bytes[count - 1]) << (UInt64(count - 1) &* 8)
    }
}
