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

    /// What the scalar that begins at a byte is, by its first letter.
    func kindOfScalar(at start: Int) -> Slot.Kind {
        switch letter(start) {
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        default: .number
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
