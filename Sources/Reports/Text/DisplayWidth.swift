/// How many columns of a terminal a text takes.
///
/// Marks that combine with the letter before them take none, so that Vietnamese in NFC and in NFD is equally wide; wide
/// East Asian letters and emoji take two.
package enum DisplayWidth {
    /// The columns of a text, every character that steers the terminal counted as one.
    package static func of(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    /// The beginning of `text` that fits into `columns`, with `…` at its end when something was cut.
    package static func cut(_ text: String, to columns: Int) -> String {
        guard of(text) > columns else { return text }
        var left = columns - 1
        let kept = text.prefix { character in
            left -= of(String(character))
            return left >= 0
        }
        return kept + "…"
    }

    /// The text without what would steer a terminal: control characters, line breaks and the marks of writing direction.
    package static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: steers) else { return text }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { kept.append(steers(scalar) ? " " : scalar) }
        return String(kept)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The wide blocks of Unicode's EastAsianWidth.txt that text of an office may hold.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
