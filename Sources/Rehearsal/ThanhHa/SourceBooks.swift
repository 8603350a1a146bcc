import Dossiers

/// How many records of a source end where: read = accepted + merged + quarantined.
struct SourceBooks: Sendable {
    private let source: String
    private let read: Int
    private let merged: Int
    private let quarantined: Int

    /// The books of one side of some dossiers; `lost` records are never read, because their page breaks off.
    init(_ source: String, _ testimonies: [Testimony], _ side: Side, lost: Int) {
        self.source = source
        let told = testimonies.map { side == .local ? $0.locals : $0.portals }
        read = told.reduce(-lost) { $0 + $1.count }
        merged = zip(testimonies, told).reduce(0) { $0 + ($1.0.situation == .agreed ? max(0, $1.1.count - 1) : 0) }
        let spoilt: Dirt = [.unknownStatus, .impossibleDate, .broken]
        quarantined = told.reduce(0) { $0 + $1.count { !$0.dirt.isDisjoint(with: spoilt) } }
    }

    /// The line of `books.csv`.
    var line: String { "\(source),\(read),\(read - merged - quarantined),\(merged),\(quarantined)\n" }
}
