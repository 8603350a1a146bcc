import Dossiers

/// How many records of a source end where: read = accepted + merged + quarantined.
struct SourceBooks: Sendable {
    private let source: String
    private let side: Side
    private var read = 0
    private var merged = 0
    private var quarantined = 0

    private static let spoilt: Dirt = [.unknownStatus, .impossibleDate, .broken]

    /// The books of a source before its first record.
    init(_ source: String, _ side: Side) {
        self.source = source
        self.side = side
    }

    /// The books of one side of some dossiers; `lost` records are never read, because their page breaks off.
    init(_ source: String, _ testimonies: [Testimony], _ side: Side, lost: Int) {
        self.init(source, side)
        for testimony in testimonies { add(testimony) }
        read -= lost
    }

    /// Enters what the side tells of one more dossier.
    mutating func add(_ testimony: Testimony) {
        let told = side == .local ? testimony.locals : testimony.portals
        read += told.count
        if testimony.situation == .agreed { merged += max(0, told.count - 1) }
        quarantined += told.count { !$0.dirt.isDisjoint(with: SourceBooks.spoilt) }
    }

    /// The line of `books.csv`.
    var line: String { "\(source),\(read),\(read - merged - quarantined),\(merged),\(quarantined)\n" }
}
