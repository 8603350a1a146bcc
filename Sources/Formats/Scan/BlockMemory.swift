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

// MARK: - Scalars

extension BlockMemory {
    /// The byte behind the number or the word that begins at a byte; -1 when it is neither.
    func endOfScalar(at start: Int) -> Int {
        switch letter(start) {
        case UInt8(ascii: "t"): four(at: start) == 0x6575_7274 ? start + 4 : -1
        case UInt8(ascii: "n"): four(at: start) == 0x6C6C_756E ? start + 4 : -1
        case UInt8(ascii: "f"): four(at: start + 1) == 0x6573_6C61 ? start + 5 : -1
        default: endOfNumber(at: start)
        }
    }

    private func endOfNumber(at start: Int) -> Int {
        var index = start
        if letter(index) == UInt8(ascii: "-") { index += 1 }
        let integer = index
        index = endOfDigits(integer)
        guard index > integer, index == integer + 1 || letter(integer) != UInt8(ascii: "0") else { return -1 }
        if letter(index) == UInt8(ascii: ".") {
            let fraction = index + 1
            index = endOfDigits(fraction)
            guard index > fraction else { return -1 }
        }
        guard letter(index) | 0x20 == UInt8(ascii: "e") else { return index }
        index += 1
        if letter(index) == UInt8(ascii: "+") || letter(index) == UInt8(ascii: "-") { index += 1 }
        let exponent = index
        index = endOfDigits(exponent)
        return index > exponent ? index : -1
    }

    private func endOfDigits(_ start: Int) -> Int {
        var index = start
        while letter(index) &- UInt8(ascii: "0") < 10 { index += 1 }
        return index
    }
}
