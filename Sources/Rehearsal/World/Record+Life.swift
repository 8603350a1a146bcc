/// The year that worlds live in.
enum Year {
    /// 2023-01-01 in days since 1970-01-01.
    static let firstDay = 19_358
    /// Friday, 2023-12-29, the day of the newest events.
    static let lastDay = 19_720
    /// The newest event of every feed, 16:30 on the last day, in local seconds.
    static let newest = Int64(lastDay) * 86_400 + 59_400
}

extension Record {
    /// Fills everything but the code and the person: words, channel, times and a status to match.
    mutating func draw(_ choices: inout Choices) {
        procedure = choices.below(Catalogue.procedures.count)
        name.family = choices.below(Catalogue.families.count)
        name.middle = choices.below(Catalogue.middles.count)
        name.given = choices.below(Catalogue.givens.count)
        channel = choices.happens(60) ? 2 : 1
        digitised = !choices.happens(8)
        submitted = Int64(day) * 86_400 + 27_000 + Int64(choices.below(26_000))
        received = submitted + 60 + Int64(choices.below(1_800))
        due = promised
        let lateness: Int64 = choices.happens(1) ? 172_800 : 0
        let end = received + 1_800 + Int64(choices.below(Int(due - received) - 3_600)) + lateness
        self = atStatus(Record.status(choices.below(100)), finished: end)
    }

    /// When the procedure promises the result: 17:00 after its number of days.
    private var promised: Int64 {
        Int64(day + Catalogue.procedures[procedure].days) * 86_400 + 61_200
    }

    /// How statuses are spread over a year: most dossiers are done and returned.
    private static func status(_ percent: Int) -> Int {
        switch percent {
        case ..<70: 10
        case ..<80: 9
        case ..<90: 4
        case ..<93: 2
        case ..<95: 5
        case 95: 6
        case 96: 8
        case 97: 7
        case 98: 3
        default: 1
        }
    }

    /// The same dossier as the newest event of its feed: received at `Year.newest`, being processed.
    func atYearEnd() -> Record { received(at: Year.newest) }

    /// The same dossier received at a moment of the last day, being processed.
    func received(at moment: Int64) -> Record {
        var record = self
        record.day = Year.lastDay
        record.submitted = moment - 600
        record.received = moment
        record.due = record.promised
        return record.atStatus(4, finished: 0)
    }

    /// The same dossier when all is done and returned.
    var whole: Record {
        var record = self
        if record.received == 0 { record.received = submitted + 900 }
        if record.due == 0 { record.due = promised }
        return record.atStatus(10, finished: finished == 0 ? record.received + 5_400 : finished)
    }
}
