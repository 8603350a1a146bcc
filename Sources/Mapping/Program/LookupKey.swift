import Dossiers

/// The key of a table look-up while it is put together; reused from record to record.
struct LookupKey {
    /// The exact key: a mask that leaves nothing open, then each part and its end.
    private(set) var exact: [UInt8] = []
    /// The key under the last mask.
    private(set) var masked: [UInt8] = []
    private var ends = InlineArray<8, Int>(repeating: 0)
    private var count = 0

    private static let end: UInt8 = 0x1F

    /// Whether every part is blank.
    var isBlank: Bool { exact.count <= count + 1 }

    /// Begins a new key.
    mutating func begin() {
        exact.removeAll(keepingCapacity: true)
        exact.append(0)
        count = 0
    }

    /// Adds the next part, normalised as keys compare; parts beyond the most columns of a table are left out.
    mutating func add(_ part: Span<UInt8>, byName: Bool) {
        guard count < CodeTableBuild.mostColumns else { return }
        if byName {
            NameFolding.fold(part, into: &exact)
        } else {
            NameFolding.key(part, into: &exact)
        }
        ends[count] = exact.count
        count += 1
        exact.append(LookupKey.end)
    }

    /// Writes the key to `masked`, the columns of `mask` left open.
    mutating func mask(_ mask: UInt8) {
        masked.removeAll(keepingCapacity: true)
        masked.append(mask)
        var start = 1
        for column in 0..<count {
            if mask & (1 << UInt8(column)) == 0 { masked.append(contentsOf: exact[start..<ends[column]]) }
            masked.append(LookupKey.end)
            start = ends[column] + 1
        }
    }
}
