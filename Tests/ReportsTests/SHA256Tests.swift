import Reports
import Testing

struct SHA256Tests {
    @Test(arguments: [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            1,
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        ("a", 100_000, "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee"),
    ])
    func agreesWithThePublishedVectors(piece: String, count: Int, digest: String) {
        var sha = SHA256()
        for _ in 0..<count { sha.update(Array(piece.utf8).span) }
        #expect(sha.hexadecimal() == digest)
    }

    @Test(arguments: [55, 56, 57, 63, 64, 65, 119, 120, 128])
    func piecesDoNotMatter(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var whole = SHA256()
        whole.update(bytes.span)
        var pieces = SHA256()
        for byte in bytes { pieces.update([byte].span) }
        #expect(whole.hexadecimal() == pieces.hexadecimal())
    }
}
