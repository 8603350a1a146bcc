import Dossiers

/// The parts of a record that every feed writes alike, dirt included.
extension ByteText {
    /// The dossier code as the system writes it.
    mutating func appendCode(_ record: Record) {
        if record.dirt.contains(.blanksAroundCode) { append(" ") }
        if record.dirt.contains(.apostropheCode) { append("'") }
        appendBareCode(record, lower: record.dirt.contains(.lowerCode))
        if !record.dirt.isDisjoint(with: [.blankAfterCode, .blanksAroundCode]) { append(" ") }
    }

    /// The canonical code.
    mutating func appendKey(_ record: Record) { appendBareCode(record, lower: false) }

    private mutating func appendBareCode(_ record: Record, lower: Bool) {
        let isShort = record.isRecoded
        appendAgency(record.unit, topDown: isShort, letter: lower ? "h" : "H")
        let date = CivilCalendar.date(days: record.day)
        append("-")
        append((date.year % 100) * 10_000 + date.month * 100 + date.day, width: 6)
        append("-")
        append(record.serial, width: isShort ? 5 : 4)
    }

    /// The agency of a unit in one of its two spellings (protocol 4.3).
    mutating func appendAgency(_ unit: Int, topDown: Bool, letter: String = "H") {
        if topDown {
            append(letter)
            append("23.23")
            guard unit > 0 else { return }
            append(".")
            append(unit, width: 2)
        } else {
            append(unit == 0 ? "000.00." : "000.23.")
            append(unit == 0 ? 23 : unit, width: 2)
            append(".")
            append(letter)
            append("23")
        }
    }

    mutating func appendAgency(_ record: Record) {
        appendAgency(record.unit, topDown: record.dirt.contains(.topDownAgency))
    }

    mutating func appendProcedure(_ record: Record, suffix: Bool) {
        append(Catalogue.procedures[record.procedure].code)
        if suffix { append(".000.00.00.H23") }
    }

    mutating func appendName(_ record: Record, _ dirt: Dirt? = nil) {
        let dirt = dirt ?? record.dirt
        append(Catalogue.families[record.name.family].text(dirt))
        append(" ")
        append(Catalogue.middles[record.name.middle].text(dirt))
        append(" ")
        append(Catalogue.invented.text(dirt))
        append(" ")
        append(Catalogue.givens[record.name.given].text(dirt))
    }

    /// Twelve digits, or nine for the old card, in ranges that were never issued.
    mutating func appendIdentity(_ person: Int) {
        if Identity.isOldCard(person) {
            append(990_000_000 + person % 10_000_000)
        } else {
            append("099")
            append(person % 1_000_000_000, width: 9)
        }
    }

    mutating func appendPhone(_ person: Int, prefix: String = "0") {
        append(prefix)
        append("9000000")
        append(person % 100, width: 2)
    }

    /// A file address; it carries the moment of sending, as the systems' own do (protocol 1.4).
    mutating func appendFileAddress(_ name: String, _ record: Record) {
        append("https://motcua.example.vn/documents/20181/0/")
        append(name)
        append("/")
        append(record.person, width: 8)
        append("?t=1703800000000&download=true")
    }

    /// The due date, which may be one that does not exist: the 31st of February.
    mutating func appendDue(_ record: Record, _ style: TimeStyle) {
        guard record.dirt.contains(.impossibleDate) else { return append(record.due, style) }
        switch style {
        case .slashed: append("31/02/2023 17:00:00")
        case .slashedMinutes: append("31/02/2023 17:00")
        case .national: append("20230231170000")
        case .iso: append("2023-02-31T17:00:00")
        case .sql: append("2023-02-31 17:00:00")
        case .utc: append("2023-02-31T10:00:00.000+0000")
        }
    }
}

/// What an identity number looks like.
enum Identity {
    /// Whether the number is that of an old card, nine digits without a leading zero.
    static func isOldCard(_ person: Int) -> Bool { person % 16 == 5 }
}
