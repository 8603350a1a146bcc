import Dossiers

/// Writes the sample world: feeds, truth, books and configuration.
package struct ThanhHaPlan: Sendable {
    private let folder: String
    private let mappings: String
    private let seed: UInt64
    private let world: ThanhHaWorld

    /// Pages that the portal's list comes in.
    private static let portalPages = 4

    /// A plan for a folder that exists; `mappings` is the folder of mappings as `doisoat.yaml` shall name it.
    package init(seed: UInt64, folder: String, mappings: String) {
        self.seed = seed
        self.folder = folder
        self.mappings = mappings
        world = ThanhHaWorld(seed: seed)
    }

    /// Writes every file of the world.
    ///
    /// - Throws: `OutputError` when a file cannot be written.
    package func write() throws(OutputError) {
        var books: [SourceBooks] = []
        for part in world.parts { books.append(try writeLocal(part)) }
        books.append(try writePortal())
        try writeTruth()
        try save("books.csv") { text in
            text.append("source,read,accepted,merged,quarantined\n")
            for book in books { text.append(book.line) }
        }
        try save("doisoat.yaml") { $0.append(ThanhHaConfiguration.text(mappings: mappings)) }
    }

    private func save(_ name: String, _ body: (inout ByteText) -> Void) throws(OutputError) {
        var file = try OutputFile(creating: "\(folder)/\(name)")
        try file.write(body)
        try file.flush()
    }

    // MARK: - Feeds

    private func writeLocal(_ part: ThanhHaWorld.Part) throws(OutputError) -> SourceBooks {
        let source = part.source
        let records = ThanhHaPlan.ordered(part.testimonies.map(\.locals))
        let pages = ThanhHaPlan.split(records, into: source.pages, lastHoldsOne: source.format == .opencps)
        for (number, page) in pages.enumerated() {
            let isLast = number == pages.count - 1
            var place = PagePlace(number: number, pages: pages.count, records: page.count, total: records.count)
            place.isSingleObject = source.format == .opencps && page.count == 1
            let feed = FeedPage(format: source.format, place: place, isCut: source.isCut && isLast)
            try save("\(source.id)-\(number + 1).\(source.format.suffix)") { feed.write(page, into: &$0) }
        }
        return SourceBooks(source.id, part.testimonies, .local, lost: source.isCut ? 1 : 0)
    }

    private func writePortal() throws(OutputError) -> SourceBooks {
        let testimonies = world.parts.flatMap(\.testimonies)
        let listed = ThanhHaPlan.ordered(testimonies.map(\.portals))
        let order = Shuffle(count: listed.count, seed: seed)
        let records = listed.indices.map { listed[order.index(at: $0)] }
        let pages = ThanhHaPlan.split(records, into: ThanhHaPlan.portalPages, lastHoldsOne: false)
        for (number, page) in pages.enumerated() {
            let place = PagePlace(number: number, pages: pages.count, records: page.count, total: records.count)
            let feed = FeedPage(format: .dvcqgSparse, place: place, isCut: false)
            try save("cong-tinh-\(number + 1).json") { feed.write(page, into: &$0) }
        }
        return SourceBooks("portal", testimonies, .portal, lost: 0)
    }

    /// First records in their order, the copies before the last of them: a feed never ends with a copy.
    private static func ordered(_ told: [[Record]]) -> [Record] {
        let firsts = told.compactMap(\.first)
        let copies = told.flatMap { $0.dropFirst() }
        return firsts.dropLast() + copies + firsts.suffix(1)
    }

    private static func split(_ records: [Record], into pages: Int, lastHoldsOne: Bool) -> [[Record]] {
        let whole = lastHoldsOne ? records.count - 1 : records.count
        let parts = lastHoldsOne ? pages - 1 : pages
        let split = (0..<parts).map { Array(records[(whole * $0 / parts)..<(whole * ($0 + 1) / parts)]) }
        return lastHoldsOne ? split + [[records[whole]]] : split
    }

    // MARK: - Truth

    private func writeTruth() throws(OutputError) {
        var file = try OutputFile(creating: "\(folder)/truth.csv")
        try file.write { $0.appendTruthHeader() }
        for part in world.parts {
            for testimony in part.testimonies where !testimony.isUnreadable {
                try file.write { $0.appendTruth(testimony, part.source.format.sight, FeedFormat.dvcqgSparse.sight) }
            }
        }
        try file.flush()
    }
}

extension Testimony {
    /// Whether the only record of the dossier is broken before its code, so that nobody can name the key.
    var isUnreadable: Bool { (locals + portals).allSatisfy { $0.dirt.contains(.broken) } }
}
