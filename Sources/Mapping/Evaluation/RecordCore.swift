import Dossiers
import Formats

/// Turns rules and the slots of a record into normalised values; digest and dossier are both made with it.
///
/// One per thread. A value that it returns is good until the next call: its pieces point into reused buffers.
struct RecordCore {
    let book: RuleBook
    /// How escaped slots of this feed are written.
    let escapes: SlotEscapes
    /// Texts that had to be written anew; reused.
    var scratch: [UInt8] = []
    /// Canonical bytes of the last code.
    var code: [UInt8] = []
    /// The moment whose day tables with spans look at, in local seconds; `DossierDigest.blankTime` while the record has
    /// named none.
    var moment = DossierDigest.blankTime
    /// The days on which the last values are the same; begins anew where a caller says so.
    var usedDays = DaySpan.always
    /// The table row behind the last value; nil when no table was asked.
    var usedRow: UsedRow?
    private var key = LookupKey()

    /// A row of a table, for provenance.
    struct UsedRow {
        /// Index in `RuleBook.tables`; negative: `row` is the index of a decision table.
        var table: Int
        var row: Int
        var line: Int
    }

    init(book: RuleBook, escapes: SlotEscapes) {
        self.book = book
        self.escapes = escapes
    }

    /// Forgets the last record.
    mutating func begin() {
        if !code.isEmpty { code.removeAll(keepingCapacity: true) }
        moment = DossierDigest.blankTime
    }

    /// The day of `moment`, counted since 1970-01-01; nil while the record has named none.
    var day: Int32? {
        get {
            guard moment != DossierDigest.blankTime else { return nil }
            return Int32(truncatingIfNeeded: Instant.cut(moment, to: .day) / 86_400)
        }
        set { moment = newValue.map { Int64($0) * 86_400 } ?? DossierDigest.blankTime }
    }

    /// The bytes of a piece.
    @inline(__always)
    @_lifetime(borrow self, copy bytes)
    func view(_ piece: Piece, in bytes: Span<UInt8>) -> Span<UInt8> {
        let range = piece.start..<(piece.start + piece.count)
        switch piece.origin {
        case .record: return bytes.extracting(range)
        case .scratch: return scratch.span.extracting(range)
        case .table: return book.texts.span.extracting(range)
        }
    }

    /// The value of one rule.
    @inline(__always)
    mutating func value(
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> NormalValue {
        let piece = try text(rule, slots, in: bytes)
        if rule.target == .present { return .truth(!piece.isBlank) }
        if rule.table >= 0 { return try looked(up: piece, rule, slots, in: bytes) }
        if piece.isBlank { return .blank }
        return try meaning(of: piece, rule, in: bytes)
    }

    /// What a text that is not blank means.
    @inline(__always)
    private mutating func meaning(
        of piece: Piece,
        _ rule: CompiledRule,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> NormalValue {
        switch rule.target {
        case .text, .name: return .text(piece)
        case .time: return try time(piece, rule, in: bytes)
        case .code: return try code(piece, rule, in: bytes)
        case .procedure: return try procedure(piece, rule, in: bytes)
        case .channel: return try channel(piece, rule, in: bytes)
        case .status: return try status(piece, rule, in: bytes)
        case .truth, .present: return try truth(piece, rule, in: bytes)
        }
    }

    /// The text of a rule, trimmed and unpacked; blank when there is none.
    @inline(__always)
    mutating func text(
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> Piece {
        if !scratch.isEmpty { scratch.removeAll(keepingCapacity: true) }
        guard case .slot(let index) = rule.source else { return try detailedText(rule, slots, in: bytes) }
        let piece = try raw(slots[index], rule, in: bytes)
        return piece.isBlank ? .blank : trimmed(piece, in: bytes)
    }

    /// The text of a slot as it was sent, escapes resolved.
    @inline(__always)
    mutating func raw(_ slot: Slot, _ rule: CompiledRule, in bytes: Span<UInt8>) throws(RecordProblem) -> Piece {
        guard slot.kind == .container else { return plain(slot, in: bytes) }
        guard rule.target == .present else { throw .container(rule) }
        return SlotContents.piece(slot, in: bytes)
    }

    /// The text of a slot that is no container.
    @inline(__always)
    mutating func plain(_ slot: Slot, in bytes: Span<UInt8>) -> Piece {
        switch slot.kind {
        case .absent, .null, .container: .blank
        case .text, .number, .bool: Piece(origin: .record, start: Int(slot.start), count: Int(slot.count))
        case .escaped: unescaped(slot, in: bytes)
        }
    }

    private mutating func unescaped(_ slot: Slot, in bytes: Span<UInt8>) -> Piece {
        let start = scratch.count
        escapes.append(slot, in: bytes, to: &scratch)
        return Piece(origin: .scratch, start: start, count: scratch.count - start)
    }

    /// The piece without the blanks around it.
    @inline(__always)
    func trimmed(_ piece: Piece, in bytes: Span<UInt8>) -> Piece {
        piece.part(TextBytes.trimmed(view(piece, in: bytes)))
    }

    private mutating func code(
        _ piece: Piece,
        _ rule: CompiledRule,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> NormalValue {
        var canonical: [UInt8] = []
        swap(&canonical, &code)
        canonical.removeAll(keepingCapacity: true)
        let isCode = canonicalise(piece, in: bytes, into: &canonical)
        swap(&canonical, &code)
        guard isCode else { throw malformedCode(piece, rule, in: bytes) }
        return .code(piece)
    }

    private func canonicalise(_ piece: Piece, in bytes: Span<UInt8>, into code: inout [UInt8]) -> Bool {
        DossierCode.canonicalise(view(piece, in: bytes), into: &code)
    }

    private mutating func time(
        _ piece: Piece,
        _ rule: CompiledRule,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> NormalValue {
        switch reading(piece, rule, in: bytes) {
        case .instant(let instant): return .time(instant)
        case .blank: return .blank
        case .malformed: throw problem(.dateMalformed, rule, piece, in: bytes)
        }
    }

    private func reading(_ piece: Piece, _ rule: CompiledRule, in bytes: Span<UInt8>) -> DateReading {
        let text = view(piece, in: bytes)
        var civil = CivilReading(zone: rule.zone)
        let fits: Bool
        switch rule.quickDate {
        case .national: fits = civil.readNational(text)
        case .slashed: fits = civil.readSlashed(text)
        case .iso: fits = civil.readISO(text)
        case .none: fits = false
        }
        let quick = fits ? civil.reading : .malformed
        return quick != .malformed ? quick : DateFormat.read(text, as: book.dates[rule.dates].formats, zone: rule.zone)
    }
}

// MARK: - Tables

extension RecordCore {
    /// The value of a table for a text, or for several slots together, and what it means.
    private mutating func looked(
        up piece: Piece,
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> NormalValue {
        let table = book.tables[rule.table]
        key.begin()
        let isBlank = try addParts(of: rule, piece, slots, in: bytes, byName: table.byName)
        let asked = table.hasSpans ? day ?? DossierCode.day(in: code.span) : nil
        guard let row = table.row(of: &key, on: asked, cutting: &usedDays) else {
            if isBlank { return .blank }
            throw unmapped(rule, piece, slots, in: bytes, table: table.name)
        }
        usedRow = UsedRow(table: rule.table, row: row, line: table.line(of: row))
        let value = table.value(of: row)
        return value.isBlank ? .blank : try meaning(of: value, rule, in: bytes)
    }

    /// Adds the parts of the key; whether all are blank.
    private mutating func addParts(
        of rule: CompiledRule,
        _ piece: Piece,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        byName: Bool
    ) throws(RecordProblem) -> Bool {
        guard rule.detail >= 0, case .compound(let parts) = book.details[rule.detail].source else {
            add(piece, in: bytes, byName: byName)
            return piece.isBlank
        }
        for part in parts { add(try unpacked(slots[part], rule, in: bytes), in: bytes, byName: byName) }
        return key.isBlank
    }

    private mutating func add(_ piece: Piece, in bytes: Span<UInt8>, byName: Bool) {
        var growing = LookupKey()
        swap(&growing, &key)
        add(piece, in: bytes, byName: byName, to: &growing)
        swap(&growing, &key)
    }

    func add(_ piece: Piece, in bytes: Span<UInt8>, byName: Bool, to key: inout LookupKey) {
        key.add(view(piece, in: bytes), byName: byName)
    }
}
