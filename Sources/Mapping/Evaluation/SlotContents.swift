import Formats

/// How the escaped slots of a feed are resolved.
struct SlotEscapes {
    let format: RecordFormat

    /// Appends the text of an escaped slot.
    func append(_ slot: Slot, in bytes: Span<UInt8>, to output: inout [UInt8]) {
        TextBytes.append(bytes.extracting(slot.range), to: &output)
    }
}

/// Lists and objects as slots show them.
enum SlotContents {
    /// Stands for a container: blank when it is empty, else its first byte.
    static func piece(_ slot: Slot, in bytes: Span<UInt8>) -> Piece {
        isEmpty(bytes.extracting(slot.range)) ? .blank : Piece(origin: .record, start: Int(slot.start), count: 1)
    }

    /// Whether a container holds nothing but blanks between its two brackets; an XML element is never empty here.
    static func isEmpty(_ container: Span<UInt8>) -> Bool {
        guard container.count >= 2, container[0] == 0x5B || container[0] == 0x7B else { return false }
        for index in 1..<(container.count - 1)
        where !(container[index] == 0x20 || (0x09...0x0D).contains(container[index])) {
            return false
        }
        return true
    }
}
