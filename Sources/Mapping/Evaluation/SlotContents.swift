import Formats

/// How the escaped slots of a feed are resolved.
struct SlotEscapes: Sendable {
    private enum Writing {
        case json
        case csv
        case xml
    }

    private let writing: Writing

    /// The escapes of a page format.
    init(format: RecordFormat) {
        switch format {
        case .json, .ndjson: writing = .json
        case .csv: writing = .csv
        case .xml: writing = .xml
        }
    }

    /// Appends the text of an escaped slot; the scanner has checked that its escapes are whole.
    func append(_ slot: Slot, in bytes: Span<UInt8>, to output: inout [UInt8]) {
        let text = bytes.extracting(slot.range)
        switch writing {
        case .json: _ = SlotText.decode(text, as: .json, into: &output)
        case .csv: _ = SlotText.decode(text, as: .csv, into: &output)
        case .xml: XMLText.append(text, to: &output)
        }
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
