/// One dossier as one side tells it: numbers only, so that millions cost nothing until they are written.
struct Record: Sendable, Equatable {
    /// Number of the commune within the district, 1...60; 0 is the district office.
    var unit = 0
    /// The day that the code names, since 1970-01-01.
    var day = 0
    /// The daily counter of the code.
    var serial = 0
    /// Whether the code is the short one that a portal makes up: `H23.23.18-231218-84213` (protocol 4.1).
    var isRecoded = false
    /// Place in `Catalogue.procedures`.
    var procedure = 0
    var name = PersonName()
    /// Number behind the identity and the telephone of the applicant.
    var person = 0
    /// `KenhThucHien`: 1 in person, 2 online, 3 by post.
    var channel = 1
    /// National status, 1...10.
    var status = 1
    /// Local seconds since 1970-01-01T00:00:00+07:00; 0 is blank, as in the four below.
    var submitted: Int64 = 0
    var received: Int64 = 0
    var due: Int64 = 0
    var finished: Int64 = 0
    var returned: Int64 = 0
    /// Local seconds of a later event that left no date of its own; 0 when there was none.
    var touched: Int64 = 0
    var hasResult = false
    var digitised = true
    /// Whether it is the child of an inter-agency dossier, which never reaches the portal.
    var isChild = false
    var dirt: Dirt = []

    /// The last change: the latest of all dates but the due one.
    var changed: Int64 { max(submitted, received, finished, returned, touched) }

    /// When reception was refused; 0 for any other status.
    var refused: Int64 { status == 3 ? finished : 0 }

    /// This record with the status that it had earlier or will have later, dates and result to match.
    func atStatus(_ status: Int, finished end: Int64) -> Record {
        var record = self
        record.status = status
        record.received = status == 1 || status == 3 ? 0 : received
        record.due = record.received == 0 ? 0 : due
        record.finished = [3, 7, 8, 9, 10].contains(status) ? end : 0
        record.returned = status == 10 ? end + 1_205 : 0
        record.hasResult = status >= 9
        return record
    }
}

/// A name by its words: places in the tables of `Catalogue`.
struct PersonName: Sendable, Equatable {
    var family = 0
    var middle = 0
    var given = 0
}

/// How a system soils what it writes; nothing here changes what the record says (protocol 4.4), but for the last three.
struct Dirt: OptionSet, Sendable {
    let rawValue: UInt16

    static let lowerCode = Dirt(rawValue: 1 << 0)
    static let blankAfterCode = Dirt(rawValue: 1 << 1)
    static let blanksAroundCode = Dirt(rawValue: 1 << 2)
    static let apostropheCode = Dirt(rawValue: 1 << 3)
    static let upperName = Dirt(rawValue: 1 << 4)
    static let decomposedName = Dirt(rawValue: 1 << 5)
    static let otherToneName = Dirt(rawValue: 1 << 6)
    static let procedureSuffix = Dirt(rawValue: 1 << 7)
    static let topDownAgency = Dirt(rawValue: 1 << 8)
    /// A status that stands in no table.
    static let unknownStatus = Dirt(rawValue: 1 << 9)
    /// A due date that does not exist.
    static let impossibleDate = Dirt(rawValue: 1 << 10)
    /// A record that is broken before its code can be read.
    static let broken = Dirt(rawValue: 1 << 11)
}
