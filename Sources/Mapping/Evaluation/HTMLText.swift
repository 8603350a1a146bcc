/// Character references of HTML and XML; an ampersand that begins none stands for itself, as browsers take it.
enum HTMLText {
    /// Always a text; nil only for a number that names no character.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "&"), let end = end(of: text, from: index) else {
                output.append(text[index])
                index += 1
                continue
            }
            let name = Array(text[(index + 1)..<end])
            if name.first == UInt8(ascii: "#") {
                guard let scalar = number(name.dropFirst()) else { return nil }
                output += Array(String(Character(scalar)).utf8)
            } else if let character = named[String(decoding: name, as: UTF8.self)] {
                output += Array(character.utf8)
            } else {
                output += text[index...end]
            }
            index = end + 1
        }
        return output
    }

    /// Place of the semicolon that ends the reference; nil when none does.
    private static func end(of text: [UInt8], from start: Int) -> Int? {
        for index in (start + 1)..<min(start + 12, text.count) {
            switch text[index] {
            case UInt8(ascii: ";"): return index > start + 1 ? index : nil
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "#"): continue
            default: return nil
            }
        }
        return nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let text = String(decoding: digits, as: UTF8.self)
        let isHex = text.first == "x" || text.first == "X"
        let value = isHex ? UInt32(text.dropFirst(), radix: 16) : UInt32(text, radix: 10)
        return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    /// The references of XML, the blank, and those Latin-1 letters that Vietnamese uses.
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–", "mdash": "—",
        "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Egrave": "È", "Eacute": "É", "Ecirc": "Ê",
        "Igrave": "Ì", "Iacute": "Í", "Ograve": "Ò", "Oacute": "Ó", "Ocirc": "Ô", "Otilde": "Õ", "Ugrave": "Ù",
        "Uacute": "Ú", "Yacute": "Ý", "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "egrave": "è",
        "eacute": "é", "ecirc": "ê", "igrave": "ì", "iacute": "í", "ograve": "ò", "oacute": "ó", "ocirc": "ô",
        "otilde": "õ", "ugrave": "ù", "uacute": "ú", "yacute": "ý", "hellip": "…", "ldquo": "“", "rdquo": "”",
        "lsquo": "‘", "rsquo": "’",
    ]
}
