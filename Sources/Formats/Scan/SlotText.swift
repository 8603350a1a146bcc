/// Decodes slots of the kind `escaped`.
package enum SlotText {
    /// How the text is written in the feed.
    package enum Writing: Sendable, Hashable {
        /// JSON escapes.
        case json
        /// Quotes doubled inside a quoted cell.
        case csv
        /// References and line ends of XML.
        case xml
    }

    /// Appends the text of an `escaped` slot, as UTF-8; false, with nothing or a part appended, when an escape is broken.
    ///
    /// `bytes` is what the slot covers: the inside of the string or of the quoted cell.
    package static func decode(_ bytes: Span<UInt8>, as writing: Writing, into text: inout [UInt8]) -> Bool {
        switch writing {
        case .json: return JSONText.decode(bytes, into: &text)
        case .csv: return undouble(bytes, into: &text)
        case .xml:
            XMLText.append(bytes, to: &text)
            return true
        }
    }

    private static func undouble(_ bytes: Span<UInt8>, into text: inout [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let isQuote = bytes[index] == UInt8(ascii: "\"")
            if isQuote && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\"")) { return false }
            text.append(bytes[index])
            index += isQuote ? 2 : 1
        }
        return true
    }
}

extension Slot {
    /// Whether nothing is written here: null or the empty text.
    var isBlank: Bool { kind == .null || (kind == .text && count == 0) }
}
