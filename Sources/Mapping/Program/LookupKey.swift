import Dossiers

/// The key of a table look-up while it is put together; reused from record to record.
struct LookupKey {
    /// Ends of the parts in `parts`.
    private var ends: [Int] = []
    private var parts: [UInt8] = []
    /// The key under the last mask: the mask, then each part with its length.
    private(set) var masked: [UInt8] = []

    /// Whether every part is blank.
    var isBlank: Bool { parts.isEmpty }

    /// Begins a new key.
    mutating func begin() {
        ends.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
    }

    /// Adds the next part, normalised as keys compare.
    mutating func add(_ part: Span<UInt8>, byName: Bool) {
        if byName {
            NameFolding.fold(part, into: &parts)
        } else {
            NameFolding.key(part, into: &parts)
        }
        ends.append(parts.count)
    }

    /// Writes the key to `masked`, the columns of `mask` left open.
    mutating func mask(_ mask: UInt8) {
        masked.removeAll(keepingCapacity: true)
        masked.append(mask)
        var start = 0
        for (column, end) in ends.enumerated() {
            if mask & (1 << UInt8(column)) == 0 { masked.append(contentsOf: parts[start..<end]) }
            masked.append(0x1F)
            start = end
        }
    }
}
