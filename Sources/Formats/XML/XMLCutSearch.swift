/// Looks for the beginning of a record in bytes from the middle of an XML page.
///
/// It guesses; the scan of the part before the cut proves the guess or finds it wrong.
enum XMLCutSearch {
    private static let enoughRecords = 16

    /// The first byte of an element of that written name, of those on the outermost level that can be seen.
    ///
    /// Elements inside a record, or inside a CDATA section of one, lie deeper than the record behind them.
    static func firstRecord(in bytes: Span<UInt8>, named name: [UInt8]) -> Int? {
        guard var index = firstTag(in: bytes, named: name) else { return nil }
        var levels = CutLevels()
        var markup = XMLMarkup(target: name)
        while levels.count < enoughRecords {
            while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
            let start = index
            guard let event = markup.next(in: bytes, from: &index) else { break }
            switch event {
            case .startTag, .emptyTag:
                if markup.isTarget { levels.note(start) }
                if event == .startTag { levels.open() }
            case .endTag: levels.close()
            case .other: break
            case .doctype: return nil
            }
        }
        return levels.first
    }

    private static func firstTag(in bytes: Span<UInt8>, named name: [UInt8]) -> Int? {
        for index in bytes.indices where bytes[index] == UInt8(ascii: "<") && begins(bytes, at: index, named: name) {
            return index
        }
        return nil
    }

    private static func begins(_ bytes: Span<UInt8>, at start: Int, named name: [UInt8]) -> Bool {
        guard start + 1 + name.count < bytes.count else { return false }
        for offset in name.indices where bytes[start + 1 + offset] != name[offset] { return false }
        return XMLBytes.endsName(bytes[start + 1 + name.count])
    }
}
