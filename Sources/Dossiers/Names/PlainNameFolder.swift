/// Folds names of letters, digits and signs in precomposed spelling, as nearly all are, through one table.
///
/// What it writes is what `NameFolding.fold` writes; one value serves all names of a thread.
package struct PlainNameFolder {
    private var buffer = [UInt8](repeating: 0, count: PlainNameFolder.longest * 3 + 8)
    private var count = 0
    private var tones: UInt64 = 0
    private var hasPendingBlank = false

    /// Longest name that is taken, in bytes; fewer than a tone of `ToneMarks` can count.
    private static let longest = 255

    package init() {}

    /// The last name, folded.
    package var folded: Span<UInt8> {
        @_lifetime(borrow self)
        get { buffer.span.extracting(0..<count) }
    }

    /// Folds a name; false for one that needs the long way.
    package mutating func fold(_ name: Span<UInt8>) -> Bool {
        count = 0
        tones = 0
        hasPendingBlank = false
        guard name.count <= PlainNameFolder.longest else { return false }
        let letters = PlainLetters.codes
        var index = 0
        while index < name.count {
            if name[index] < 0x80 {
                takeASCII(name[index])
                index += 1
            } else {
                guard let (place, width) = PlainLetters.place(in: name, at: index) else { return false }
                let code = letters[place]
                guard code != 0 else { return false }
                take(code)
                index += width
            }
        }
        flushTones()
        return true
    }

    @inline(__always)
    private mutating func takeASCII(_ byte: UInt8) {
        if ASCIIFolding.isAlphanumeric(byte) {
            writeBlank()
            write(UInt32((0x41...0x5A).contains(byte) ? byte | 0x20 : byte), 1)
        } else {
            flushTones()
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                hasPendingBlank = count > 0
            } else {
                writeBlank()
                write(UInt32(byte), 1)
            }
        }
    }

    @inline(__always)
    private mutating func take(_ code: UInt64) {
        writeBlank()
        write(UInt32(truncatingIfNeeded: code), Int(code >> 32 & 0xFF))
        let tone = code >> 40
        if tone != 0 { tones += 1 << ((tone - 1) * ToneMarks.width) }
    }

    @inline(__always)
    private mutating func flushTones() {
        while tones != 0 {
            let tone = UInt64(tones.trailingZeroBitCount) / ToneMarks.width
            let scalar = ToneMarks.scalars[Int(tone)]
            write(0xC0 | scalar >> 6 | (0x80 | scalar & 0x3F) << 8, 2)
            tones -= 1 << (tone * ToneMarks.width)
        }
    }

    @inline(__always)
    private mutating func writeBlank() {
        guard hasPendingBlank else { return }
        write(0x20, 1)
        hasPendingBlank = false
    }

    /// Writes the lowest `width` bytes of a number; those behind them are written over by what comes next.
    @inline(__always)
    private mutating func write(_ bytes: UInt32, _ width: Int) {
        let place = count
        count += width
        var span = buffer.mutableSpan
        // SAFETY: any bytes are a number, and the store checks its bounds.
        var raw = unsafe span.mutableBytes
        raw.storeBytes(of: bytes.littleEndian, toByteOffset: place, as: UInt32.self)
    }
}

/// The letters of `LatinFolding` with the bytes that they fold to.
private enum PlainLetters {
    /// The bytes (32 bits), their count (8 bits) and the tone, counted from 1, of each letter; 0 for one that needs the long way.
    static let codes: [UInt64] = (LatinFolding.latin + LatinFolding.additional).map(code)

    /// Where the letter that begins at `index` stands in `codes`, and the count of its bytes; nil for one that is not there.
    @inline(__always)
    static func place(in text: Span<UInt8>, at index: Int) -> (place: Int, width: Int)? {
        let lead = Int(text[index])
        guard index + 1 < text.count else { return nil }
        let second = Int(text[index + 1] & 0x3F)
        if (0xC3...0xC8).contains(lead) { return ((lead & 0x1F) << 6 + second - 0xC0, 2) }
        guard lead == 0xE1, second >= 0x38, index + 2 < text.count else { return nil }
        return (LatinFolding.latin.count + (second - 0x38) << 6 + Int(text[index + 2] & 0x3F), 3)
    }

    private static func code(_ packed: UInt32) -> UInt64 {
        guard packed != 0 else { return 0 }
        var bytes: [UInt8] = []
        ScalarBytes.append(packed & 0xFFFF, to: &bytes)
        let mark = packed >> 16 & 0xFF
        if mark != 0 { ScalarBytes.append(0x300 + mark - 1, to: &bytes) }
        guard bytes.count <= 4 else { return 0 }
        let text = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return text | UInt64(bytes.count) << 32 | UInt64(packed >> 24) << 40
    }
}
