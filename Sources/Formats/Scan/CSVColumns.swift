/// Where the wanted values of a CSV page stand, by its header.
struct CSVColumns: Sendable {
    let separator: UInt8
    /// Number of titles.
    let count: Int
    /// For each path its column; -1 when there is none.
    let wanted: [Int]
    /// Column that is blank in rows that are no records; nil: none.
    let mark: Int?
    /// The titles, by which a header that is repeated further down is known.
    private let header: CSVHeader
    /// First byte of the first title as it is written, plain or in quotes; 0 when the title is blank.
    private let firstByte: UInt8

    init(_ header: CSVHeader, _ dialect: CSVDialect, _ plan: SlotPlan) {
        separator = header.separator
        count = header.titles.count
        wanted = plan.paths.map { header.column(titled: $0.text) ?? -1 }
        mark = dialect.skipRowsWithout.flatMap { header.column(titled: $0) }
        self.header = header
        firstByte = header.titles.first?.utf8.first ?? 0
    }

    /// Whether the row that begins at `start` may be the header again; few others pass.
    @inline(__always)
    func mayRepeatHeader(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        let first = bytes[start]
        guard first == UInt8(ascii: "\""), start + 1 < bytes.count else { return first == firstByte }
        return bytes[start + 1] == firstByte
    }

    /// Whether a row is the header again, as where several sheets were pasted under one another.
    func repeatsHeader(_ row: Span<UInt8>) -> Bool {
        let cells = CSVRow(in: row, from: 0, separator: separator).cells
        guard let first = cells.first, header.isTitle(row.extracting(first), at: 0) else { return false }
        return header.isLine(of: cells, in: row)
    }
}
