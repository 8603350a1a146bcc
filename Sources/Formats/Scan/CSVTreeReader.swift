import Dossiers

/// Reads one row of CSV into an object of its titles.
struct CSVTreeReader {
    let header: CSVHeader
    let limits: FormatLimits

    func value(of record: Span<UInt8>) throws(RecordReaderError) -> RecordValue {
        let row = CSVRow(in: record, from: 0, separator: header.separator)
        guard row.isSound, !row.isOpen, row.next == record.count else {
            throw RecordReaderError(.brokenSyntax, "quotes, carriage returns or line feeds where none may stand")
        }
        guard !holdsNUL(record) else { throw RecordReaderError(.brokenSyntax, "a NUL") }
        guard row.cells.count <= limits.members else {
            throw RecordReaderError(.limitExceeded, "more than \(limits.members) cells")
        }
        let texts = try texts(of: row, in: record)
        guard texts.count >= header.titles.count, texts.dropFirst(header.titles.count).allSatisfy(isBlank) else {
            throw RecordReaderError(.columnCount, "\(texts.count) cells under \(header.titles.count) titles")
        }
        return .object(zip(header.titles, texts).map { RecordMember(name: $0, value: .text($1)) })
    }

    private func texts(of row: CSVRow, in record: Span<UInt8>) throws(RecordReaderError) -> [String] {
        var texts: [String] = []
        for cell in row.cells {
            guard cell.count <= limits.textBytes else {
                throw RecordReaderError(.limitExceeded, "a cell longer than \(limits.textBytes) bytes")
            }
            guard let text = CSVCell.text(record.extracting(cell)) else {
                throw RecordReaderError(.invalidEncoding, "the bytes are no UTF-8")
            }
            texts.append(text)
        }
        return texts
    }

    private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    private func holdsNUL(_ record: Span<UInt8>) -> Bool {
        record.indices.contains { record[$0] == 0 }
    }
}
