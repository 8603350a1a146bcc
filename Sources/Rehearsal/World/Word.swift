/// A word of a name in each way that systems write it.
struct Word: Sendable {
    let plain: String
    let upper: String
    let decomposed: String
    /// With the tone mark on the other letter, where custom allows two; else as `plain`.
    let otherTone: String

    init(_ text: String, otherTone: String? = nil) {
        plain = text
        upper = text.uppercased()
        decomposed = Decomposition.decomposed(text)
        self.otherTone = otherTone ?? text
    }

    /// The word as a system soils it.
    func text(_ dirt: Dirt) -> String {
        if dirt.contains(.upperName) { return upper }
        if dirt.contains(.decomposedName) { return decomposed }
        return dirt.contains(.otherToneName) ? otherTone : plain
    }
}

/// Letters of the catalogue's names taken apart, as some systems store them (Unicode NFD).
enum Decomposition {
    private static let parts: [Character: String] = [
        "ễ": "e\u{302}\u{303}", "ầ": "a\u{302}\u{300}", "ê": "e\u{302}", "ạ": "a\u{323}", "à": "a\u{300}",
        "ặ": "a\u{323}\u{306}", "ù": "u\u{300}", "ô": "o\u{302}", "ă": "a\u{306}", "ị": "i\u{323}",
        "ứ": "u\u{31B}\u{301}",
        "ọ": "o\u{323}", "ẫ": "a\u{302}\u{303}", "ò": "o\u{300}", "ú": "u\u{301}", "ỏ": "o\u{309}", "ì": "i\u{300}",
        "ế": "e\u{302}\u{301}", "ơ": "o\u{31B}", "ư": "u\u{31B}", "á": "a\u{301}", "ộ": "o\u{323}\u{302}",
        "ĩ": "i\u{303}", "ợ": "o\u{31B}\u{323}",
    ]

    /// The text with each known letter as its base and marks.
    static func decomposed(_ text: String) -> String {
        text.map { parts[$0] ?? String($0) }.joined()
    }
}
