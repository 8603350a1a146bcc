/// The code of a dossier, *mã hồ sơ*: the text as its source wrote it, and the canonical key that both sides are joined on.
///
/// Canonical form (rules 1.1, protocol 4.1): trimmed and freed of inner blanks, upper case, `–` `—` `−` `_` as `-`, without
/// the leading `'`, the `="…"` and the trailing `.0` that spreadsheets add. Nothing is padded, trimmed or rebuilt beyond that.
/// A number in scientific notation is no code: the spreadsheet has dropped its digits.
package struct DossierCode: Sendable, Hashable {
    /// As the source wrote it.
    package let raw: String
    /// The join key.
    package let canonical: String

    /// A code from its text; nil when nothing is left after normalisation.
    package init?(_ raw: String) {
        var bytes: [UInt8] = []
        guard DossierCode.canonicalise(raw.utf8.span, into: &bytes) else { return nil }
        self.raw = raw
        canonical = String(decoding: bytes, as: UTF8.self)
    }

    /// The longest canonical code that is taken for a code at all, in bytes (protocol 4.1 says 50 characters).
    package static let longest = 100

    /// Appends the canonical bytes of `text` (UTF-8) to `key`; false, with `key` as it was, when the text is no code.
    ///
    /// Cost: one pass, no allocation beyond `key`.
    package static func canonicalise(_ text: Span<UInt8>, into key: inout [UInt8]) -> Bool {
        let text = text.extracting(unwrapped(text))
        let start = key.count
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            switch byte {
            case 0x61...0x7A: key.append(byte - 0x20)
            case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20: continue
            case 0x5F: key.append(0x2D)
            case 0x27 where key.count == start: continue
            case 0xC2 where index < text.count && text[index] == 0xA0: index += 1
            case 0xE2 where index + 1 < text.count && text[index] == 0x80:
                index = appendPunctuation(text[index + 1], next: index, into: &key)
            case 0xE2 where index + 1 < text.count && text[index] == 0x88 && text[index + 1] == 0x92:
                key.append(0x2D)
                index += 2
            case 0xEF where index + 1 < text.count && text[index] == 0xBB && text[index + 1] == 0xBF: index += 2
            default: key.append(byte)
            }
        }
        dropSpreadsheetTail(from: start, in: &key)
        guard key.count > start, key.count - start <= longest, !isRounded(key[start...]) else {
            key.removeSubrange(start...)
            return false
        }
        return true
    }

    /// Whether `text` plainly is a canonical code: `canonicalise` would append it as it stands.
    ///
    /// False for some texts that are canonical too, such as those with letters beyond ASCII.
    @inline(__always)
    package static func isCanonical(_ text: Span<UInt8>) -> Bool {
        guard (8...longest).contains(text.count), text[text.count - 1] != 0x30 || text[text.count - 2] != 0x2E else {
            return false
        }
        // What may be a number in scientific notation: its second byte is `.`, `,` or `E`.
        guard text[1] != 0x2E, text[1] != 0x2C, text[1] != 0x45 else { return false }
        var index = 0
        var strange: UInt64 = 0
        while index + 8 <= text.count {
            strange |= strangers(ByteWord.load(text, at: index))
            index += 8
        }
        return (strange | strangers(ByteWord.load(text, at: text.count - 8))) == 0
    }

    /// Not 0 when a byte of the word is outside `(`...`^`, among which canonicalising changes nothing.
    @inline(__always)
    private static func strangers(_ word: UInt64) -> UInt64 {
        let high: UInt64 = 0x8080_8080_8080_8080
        let low = (word &- 0x2828_2828_2828_2828) & ~word
        let above = (word & ~high) &+ 0x2121_2121_2121_2121
        return (low | above | word) & high
    }

    /// U+2010...U+2015 become `-`, U+2000...U+200B and U+2019 vanish, anything else of that row is kept.
    private static func appendPunctuation(_ last: UInt8, next: Int, into key: inout [UInt8]) -> Int {
        switch last {
        case 0x90...0x95: key.append(0x2D)
        case 0x80...0x8B, 0x98, 0x99: break
        default: key.append(contentsOf: [0xE2, 0x80, last])
        }
        return next + 2
    }

    /// A spreadsheet writes a code of digits alone as a number: `12345.0`.
    private static func dropSpreadsheetTail(from start: Int, in key: inout [UInt8]) {
        guard key.count - start > 2, key[key.count - 1] == 0x30, key[key.count - 2] == 0x2E else { return }
        let head = key[start..<(key.count - 2)]
        guard head.contains(0x2D) || head.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
        key.removeLast(2)
    }

    /// The agency part: everything before the first `-` of a dotted code, nil when the code has no such part.
    package var agencyPart: String? {
        guard let dash = canonical.firstIndex(of: "-") else { return nil }
        let head = String(canonical[..<dash])
        return head.contains(".") ? head : nil
    }
}
