import Dossiers

/// Finds anchors before the parser sees them: an alias can make a small file huge, so none is ever expanded.
///
/// In YAML an anchor follows a blank or an indicator, so a text without such an `&name` has no anchor, and without an anchor no
/// alias. The scan does not know quotes; ` &name` inside a text is refused as well, with the way to write it.
enum AnchorScan {
    static func firstAnchor(in source: SourceText) -> Diagnostic? {
        for (index, line) in source.lines.enumerated() {
            guard let before = bytesBeforeAnchor(in: line.utf8) else { continue }
            let column = line.utf8.prefix(before).count { $0 & 0xC0 != 0x80 } + 1
            return source.diagnostic(
                at: YAMLMark(line: index + 1, column: column),
                "anchors and aliases are not supported",
                hint: "write the value out; inside a quoted text write \\u0026 for &"
            )
        }
        return nil
    }

    /// Bytes before the first `&` that may begin an anchor; nil when the line has none.
    private static func bytesBeforeAnchor(in line: Substring.UTF8View) -> Int? {
        var beforePrevious: UInt8 = 0x20
        var previous: UInt8 = 0x20
        var count = 0
        for byte in line {
            if previous == 0x26, isNamePart(byte), !joins(beforePrevious) { return count - 1 }
            beforePrevious = previous
            previous = byte
            count += 1
        }
        return nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
        default: false
        }
    }

    /// Whether an `&` after this byte is the middle of a word, as in `a=1&b=2`; the last bytes of U+0085, U+2028 and U+2029,
    /// which end a line in YAML, do not join.
    private static func joins(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x3D, 0x3B, 0x25, 0x2F, 0x2E, 0x7E, 0x5F, 0x29: true
        case 0x85, 0xA8, 0xA9: false
        default: byte >= 0x80
        }
    }
}
