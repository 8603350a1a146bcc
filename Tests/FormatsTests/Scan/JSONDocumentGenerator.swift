/// Writes JSON objects at random, and spoils them.
struct JSONDocumentGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func object(depth: Int = 0) -> String {
        let names = ["code", "n", "a", "b", "c\\u006fde", "ThongTinNguoiNop_Mot_HoSo", "ThongTinNguoiNop_Hai_HoSo", ""]
        let members = (0..<next(below: 6)).map { _ in
            "\(blank())\"\(pick(names))\"\(blank()):\(blank())\(value(depth: depth + 1))\(blank())"
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    mutating func value(depth: Int) -> String {
        switch next(below: depth > 3 ? 5 : 8) {
        case 0: return pick(["null", "true", "false"])
        case 1: return pick(["0", "-0", "12", "-1.5", "1e5", "2.25E-3", "1E+2"])
        case 2...4: return "\"\(text())\""
        case 5: return "[" + (0..<next(below: 4)).map { _ in value(depth: depth + 1) }.joined(separator: ",") + "]"
        default: return object(depth: depth)
        }
    }

    /// A byte taken out, put in or changed at a random place, up to `most` times.
    mutating func spoiled(_ text: String, most: Int = 3) -> [UInt8] {
        var bytes = Array(text.utf8)
        let pieces = Array("\"\\{}[]:,0-.eEu1tn \n\t\u{1}a".utf8) + [0x00, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0xFF]
        for _ in 0...next(below: most) where !bytes.isEmpty {
            let place = next(below: bytes.count)
            switch next(below: 3) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(pick(pieces), at: place)
            default: bytes[place] = pick(pieces)
            }
        }
        return bytes
    }

    private mutating func blank() -> String { pick(["", "", "", " ", "\n\t", "\r\n"]) }

    private mutating func text() -> String {
        let pieces = [
            "a", "Nguyễn", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u1ed9", "\\ud83d\\ude00", "{", "}", "[", ",", ":", " ",
        ]
        return (0..<next(below: 8)).map { _ in pick(pieces) }.joined()
    }

    private mutating func next(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(below: elements.count)] }
}
