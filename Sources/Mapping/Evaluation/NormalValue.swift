import Dossiers

/// Where a text stands while a record is evaluated.
struct Piece {
    enum Origin {
        /// The bytes of the record.
        case record
        /// `RecordCore.scratch`.
        case scratch
        /// `RuleBook.texts`, the values of tables.
        case table
    }

    var origin: Origin
    var start: Int
    var count: Int

    static let blank = Piece(origin: .record, start: 0, count: 0)

    var isBlank: Bool { count == 0 }

    /// The part of this piece in `range`, which counts from its start.
    func part(_ range: Range<Int>) -> Piece {
        Piece(origin: origin, start: start + range.lowerBound, count: range.count)
    }
}

/// What a rule came to: the one value that the digest hashes and the dossier shows.
enum NormalValue {
    case blank
    case text(Piece)
    /// The text as the source wrote it; the canonical bytes are in `RecordCore.code`.
    case code(Piece)
    /// National core and what follows it.
    case procedure(core: Piece, suffix: Piece)
    case channel(Channel)
    case status(NationalStatus)
    case truth(Bool)
    case time(Instant)
}
