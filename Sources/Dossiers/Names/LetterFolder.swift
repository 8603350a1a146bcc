/// One pass over a text for `NameFolding`.
struct LetterFolder {
    /// Where this text begins in the output.
    private let start: Int
    private let movesTones: Bool
    /// End of the last letter that was written, for trimming.
    private var end: Int
    private var hasPendingBlank = false
    private var tones = ToneMarks()

    init(start: Int, movesTones: Bool) {
        self.start = start
        self.movesTones = movesTones
        end = start
    }

    mutating func fold(_ text: Span<UInt8>, into output: inout [UInt8]) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if ASCIIFolding.isAlphanumeric(byte) {
                index = takeRun(in: text, from: index, into: &output)
            } else if byte < 0x80 {
                takeASCII(byte, into: &output)
                index += 1
            } else {
                index += takeScalar(in: text, at: index, into: &output)
            }
        }
        tones.flush(into: &output)
        if !movesTones { output.removeSubrange(max(end, start)...) }
    }

    /// Takes the letters and digits of ASCII from `start` on; the index behind them.
    @inline(__always)
    private mutating func takeRun(in text: Span<UInt8>, from start: Int, into output: inout [UInt8]) -> Int {
        var index = start + 1
        while index < text.count, ASCIIFolding.isAlphanumeric(text[index]) { index += 1 }
        if hasPendingBlank { writeBlank(into: &output) }
        ASCIIFolding.appendLowercased(text, start..<index, to: &output)
        end = output.count
        return index
    }

    /// Takes a blank, a control character or a sign of punctuation.
    private mutating func takeASCII(_ byte: UInt8, into output: inout [UInt8]) {
        if byte == 0x20 || (0x09...0x0D).contains(byte) { return takeBlank(byte, into: &output) }
        tones.flush(into: &output)
        if hasPendingBlank { writeBlank(into: &output) }
        output.append(byte)
        end = output.count
    }

    /// Within a key a blank is kept as it is written; within a name it ends the word.
    private mutating func takeBlank(_ byte: UInt8, into output: inout [UInt8]) {
        if movesTones {
            tones.flush(into: &output)
            hasPendingBlank = output.count > start
        } else if output.count > start {
            output.append(byte)
        }
    }

    private mutating func writeBlank(into output: inout [UInt8]) {
        output.append(0x20)
        hasPendingBlank = false
    }

    /// Takes the scalar that begins at `index`; the count of its bytes.
    private mutating func takeScalar(in text: Span<UInt8>, at index: Int, into output: inout [UInt8]) -> Int {
        let (scalar, length) = ScalarBytes.scalar(in: text, at: index)
        if ScalarBytes.isBlank(scalar) {
            takeWideBlank(in: text, range: index..<(index + length), into: &output)
        } else if let folded = LatinFolding.simple(scalar) {
            takeFolded(folded, into: &output)
        } else if let folded = LatinFolding.long(scalar) {
            for part in folded { takePart(UInt32(part), into: &output) }
        } else {
            takePart(scalar, into: &output)
        }
        return length
    }

    private mutating func takeWideBlank(in text: Span<UInt8>, range: Range<Int>, into output: inout [UInt8]) {
        if movesTones { return takeBlank(0x20, into: &output) }
        for index in range { takeBlank(text[index], into: &output) }
    }

    /// A letter packed as `LatinFolding` says.
    private mutating func takeFolded(_ packed: UInt32, into output: inout [UInt8]) {
        write(packed & 0xFFFF, into: &output)
        let mark = packed >> 16 & 0xFF
        if mark != 0 { takePart(0x300 + mark - 1, into: &output) }
        let tone = Int(packed >> 24)
        if tone != 0 { takeTone(tone, into: &output) }
    }

    private mutating func takeTone(_ tone: Int, into output: inout [UInt8]) {
        if movesTones {
            tones.add(tone)
        } else {
            takeMark(ToneMarks.scalars[tone - 1], into: &output)
        }
    }

    /// A scalar that needs no further folding: a letter, a mark, or one of another script.
    private mutating func takePart(_ scalar: UInt32, into output: inout [UInt8]) {
        guard (0x300..<0x370).contains(scalar) else { return write(scalar, into: &output) }
        if movesTones, let tone = ToneMarks.scalars.firstIndex(of: scalar) {
            if hasPendingBlank { writeBlank(into: &output) }
            tones.add(tone + 1)
        } else {
            takeMark(scalar, into: &output)
        }
    }

    private mutating func write(_ scalar: UInt32, into output: inout [UInt8]) {
        if hasPendingBlank { writeBlank(into: &output) }
        ScalarBytes.append(scalar, to: &output)
        end = output.count
    }

    /// Puts a combining mark among those of its letter, in canonical order.
    ///
    /// Looks back over at most 32 marks (a letter of any language has fewer), so that hostile text stays linear.
    private mutating func takeMark(_ mark: UInt32, into output: inout [UInt8]) {
        if hasPendingBlank { writeBlank(into: &output) }
        let combining = LatinFolding.combiningClass(mark)
        var place = output.count
        let floor = max(start, place - 64)
        while combining != 0, place - 2 >= floor, let before = ScalarBytes.mark(in: output, at: place - 2),
            LatinFolding.combiningClass(before) > combining
        {
            place -= 2
        }
        output.insert(UInt8(truncatingIfNeeded: 0xC0 | mark >> 6), at: place)
        output.insert(UInt8(truncatingIfNeeded: 0x80 | mark & 0x3F), at: place + 1)
        end = output.count
    }
}

extension LatinFolding {
    /// The packed folding of a Latin letter; nil for other scalars and for the letters of `special`.
    static func simple(_ scalar: UInt32) -> UInt32? {
        let packed: UInt32
        switch scalar {
        case 0xC0..<0x250: packed = latin[Int(scalar - 0xC0)]
        case 0x1E00..<0x1F00: packed = additional[Int(scalar - 0x1E00)]
        default: return nil
        }
        return packed == 0 ? nil : packed
    }

    /// The folding of a letter or mark of `special`; nil for other scalars.
    static func long(_ scalar: UInt32) -> [UInt16]? {
        guard (0xC0..<0x1F00).contains(scalar) else { return nil }
        return special.first { UInt32($0.scalar) == scalar }?.folded
    }

    /// The canonical combining class of a scalar of U+0300...U+036F.
    static func combiningClass(_ mark: UInt32) -> UInt8 { combiningClasses[Int(mark - 0x300)] }
}
