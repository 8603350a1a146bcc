/// Where the wanted values of a CSV page stand, by its header.
struct CSVColumns: Sendable {
    let separator: UInt8
    /// Number of titles.
    let count: Int
    /// For each path its column; -1 when there is none.
    let wanted: [Int]
    /// Column that is blank in rows that are no records; nil: none.
    let mark: Int?

    init(_ header: CSVHeader, _ dialect: CSVDialect, _ plan: SlotPlan) {
        separator = header.separator
        count = header.titles.count
        wanted = plan.paths.map { header.column(titled: $0.text) ?? -1 }
        mark = dialect.skipRowsWithout.flatMap { header.column(titled: $0) }
    }
}
