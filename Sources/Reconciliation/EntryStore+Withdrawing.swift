extension EntryStore {
    /// Forgets all entries of some pages, for pages that must be read anew; call while no writer is at work.
    package func withdraw(_ pages: Set<Int>) throws(SpillError) {
        guard !pages.isEmpty else { return }
        for partition in 0..<EntryStore.partitions {
            var words: [UInt64] = []
            try load(partition, into: &words)
            let kept = entries(of: words, outside: pages)
            if kept.count < words.count { try replace(partition, with: kept) }
        }
    }

    private func entries(of words: [UInt64], outside pages: Set<Int>) -> [UInt64] {
        var kept: [UInt64] = []
        for start in Swift.stride(from: 0, to: words.count, by: stride)
        where !pages.contains(Entry.page(of: words[start + 3])) {
            kept += words[start..<(start + stride)]
        }
        return kept
    }
}
