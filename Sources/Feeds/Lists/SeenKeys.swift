/// The keys of the pages of a list so far, to notice a dossier that comes on two pages.
///
/// Of a long list those of the first page and of the last fifty thousand records, and of up to as many before them, are kept: a
/// list that moves shows it on pages that follow each other, or at its two ends.
struct SeenKeys: Sendable {
    private static let most = 50_000

    private var first = KeyPages()
    private var older = KeyPages()
    private var newer = KeyPages()

    /// Takes the keys of a page; the earlier pages that have some of them too.
    mutating func add(_ keys: [UInt64], ofPage page: Int) -> Set<Int> {
        var earlier: Set<Int> = []
        for key in keys {
            if let known = newer.page(of: key) ?? older.page(of: key) ?? first.page(of: key), known != page {
                earlier.insert(known)
            } else if page == 1 {
                first.add(key, page)
            } else {
                newer.add(key, page)
            }
        }
        if newer.count > SeenKeys.most {
            older = newer
            newer = KeyPages()
        }
        return earlier
    }
}

/// Numbers of pages by hashes of keys: open addressing, for nothing is ever taken out.
private struct KeyPages: Sendable {
    private(set) var count = 0
    private var keys = [UInt64](repeating: 0, count: 64)
    /// 0: the place is free.
    private var pages = [UInt32](repeating: 0, count: 64)

    /// The page of a key; nil when it is not known.
    func page(of key: UInt64) -> Int? {
        guard count > 0 else { return nil }
        let place = place(of: key)
        return pages[place] == 0 ? nil : Int(pages[place])
    }

    /// Notes a key; one that is known keeps its page.
    mutating func add(_ key: UInt64, _ page: Int) {
        if count * 2 >= keys.count { grow() }
        let place = place(of: key)
        guard pages[place] == 0 else { return }
        keys[place] = key
        pages[place] = UInt32(clamping: page)
        count += 1
    }

    /// Where a key stands, or would.
    private func place(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while pages[place] != 0, keys[place] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let (known, numbers) = (keys, pages)
        keys = [UInt64](repeating: 0, count: known.count * 2)
        pages = [UInt32](repeating: 0, count: known.count * 2)
        for (key, page) in zip(known, numbers) where page != 0 {
            let place = place(of: key)
            (keys[place], pages[place]) = (key, page)
        }
    }
}
