import Dossiers
import Formats

extension RecordCore {
    /// A national procedure code, or a local one that the alias table knows.
    mutating func procedure(
        _ piece: Piece,
        _ rule: CompiledRule,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> NormalValue {
        if let value = core(of: piece, in: bytes) { return value }
        guard book.aliases >= 0, let row = aliasRow(of: piece, in: bytes) else {
            throw unmappedText(rule, piece, in: bytes, table: RuleCompiler.aliasTable)
        }
        let table = book.tables[book.aliases]
        let national = table.value(of: row)
        usedRow = UsedRow(table: book.aliases, row: row, line: table.line(of: row))
        guard let split = core(of: national, in: bytes) else {
            throw unmappedText(rule, piece, in: bytes, table: RuleCompiler.aliasTable)
        }
        return split
    }

    private func core(of piece: Piece, in bytes: Span<UInt8>) -> NormalValue? {
        NationalCore.split(piece, view(piece, in: bytes))
    }

    private mutating func aliasRow(of piece: Piece, in bytes: Span<UInt8>) -> Int? {
        let table = book.tables[book.aliases]
        var key = LookupKey()
        key.begin()
        add(piece, in: bytes, byName: false, to: &key)
        let asked = table.hasSpans ? day ?? DossierCode.day(in: code.span) : nil
        return table.row(of: &key, on: asked, cutting: &usedDays)
    }

    func channel(_ piece: Piece, _ rule: CompiledRule, in bytes: Span<UInt8>) throws(RecordProblem) -> NormalValue {
        let text = view(piece, in: bytes)
        for channel in Channel.allCases where TextBytes.equal(text, channel.name) { return .channel(channel) }
        throw unmappedText(rule, piece, in: bytes, table: nil)
    }

    func status(_ piece: Piece, _ rule: CompiledRule, in bytes: Span<UInt8>) throws(RecordProblem) -> NormalValue {
        let text = view(piece, in: bytes)
        var number = 0
        var index = 0
        while index < text.count, index < 3, (0x30...0x39).contains(text[index]) {
            number = number * 10 + Int(text[index]) - 0x30
            index += 1
        }
        guard index == text.count, let status = NationalStatus(rawValue: UInt8(truncatingIfNeeded: min(number, 99)))
        else {
            throw unmappedText(rule, piece, in: bytes, table: nil)
        }
        return .status(status)
    }

    func truth(_ piece: Piece, _ rule: CompiledRule, in bytes: Span<UInt8>) throws(RecordProblem) -> NormalValue {
        let text = view(piece, in: bytes)
        if text.count == 1, text[0] == 0x31 { return .truth(true) }
        if text.count == 1, text[0] == 0x30 { return .truth(false) }
        var key: [UInt8] = []
        Truth.key(text, into: &key)
        if Truth.yes.contains(key) { return .truth(true) }
        if Truth.no.contains(key) { return .truth(false) }
        throw unmappedText(rule, piece, in: bytes, table: nil)
    }
}

/// The words of a boolean.
private enum Truth {
    static let yes = [TextBytes.key("true"), TextBytes.key("có"), TextBytes.key("1")]
    static let no = [TextBytes.key("false"), TextBytes.key("không"), TextBytes.key("0")]

    static func key(_ text: Span<UInt8>, into key: inout [UInt8]) { NameFolding.key(text, into: &key) }
}

/// The national core of a procedure code, `\d\.\d{6}` (protocol 4.2).
enum NationalCore {
    private static let length = 8

    /// Core and suffix of a code; nil when it does not begin with a core.
    @inline(__always)
    static func split(_ piece: Piece, _ text: Span<UInt8>) -> NormalValue? {
        guard text.count >= length, text[1] == 0x2E, isDigit(text[0]) else { return nil }
        for index in 2..<length where !isDigit(text[index]) { return nil }
        if text.count > length, isDigit(text[length]) { return nil }
        return .procedure(core: piece.part(0..<length), suffix: piece.part(length..<text.count))
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
