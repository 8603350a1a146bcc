/// How far a pull has come with a page: a value for the display of progress.
package struct ListStand: Sendable, Hashable {
    /// Index of the slice that is read.
    package var slice: Int
    /// How many slices there are.
    package var slices: Int
    /// Records of the slice so far, those of the page included.
    package var records: Int
    /// Records that the list of the slice declares; nil when it does not say.
    package var declared: Int?

    package init(slice: Int, of slices: Int, records: Int, declared: Int?) {
        self.slice = slice
        self.slices = slices
        self.records = records
        self.declared = declared
    }

    /// Records of the whole source; nil where one list does not tell of all.
    package var total: Int? { slices == 1 ? declared : nil }

    /// Share of the source that is pulled, 0...1; nil while nobody knows.
    package var share: Double? {
        let part = declared.map { $0 > 0 ? min(1, Double(records) / Double($0)) : 1 }
        guard slices > 1 else { return part }
        return (Double(slice) + (part ?? 0)) / Double(slices)
    }
}
