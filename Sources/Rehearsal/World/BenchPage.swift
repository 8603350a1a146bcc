import Dossiers

/// One file of one side of a bench world.
struct BenchPage: Sendable {
    private let plan: BenchPlan
    private let side: Side
    private let number: Int
    private let world: BenchWorld
    private let order: Shuffle

    init(plan: BenchPlan, side: Side, number: Int) {
        self.plan = plan
        self.side = side
        self.number = number
        world = BenchWorld(count: plan.records, seed: plan.seed)
        order = Shuffle(count: plan.records, seed: plan.seed)
    }

    private var format: FeedFormat { side == .local ? plan.local : plan.portal }

    private var places: Range<Int> {
        (plan.records * number / plan.pages)..<(plan.records * (number + 1) / plan.pages)
    }

    /// Writes the file; the second records of repeated dossiers stand at the end of the last one, far from the first.
    func write() throws(OutputError) {
        let path = "\(plan.folder)/\(side.rawValue)-\(number + 1).\(format.suffix)"
        var file = try OutputFile(creating: path)
        let place = envelope()
        try file.write { format.open(place, into: &$0) }
        var written = 0
        for place in places {
            let records = records(index(at: place))
            guard let record = records.first else { continue }
            try append(record, number: place + 1, isFirst: written == 0, to: &file)
            written += 1
        }
        if number == plan.pages - 1 { try appendRepeats(to: &file) }
        try file.write { format.close(place, into: &$0) }
        try file.flush()
    }

    private func appendRepeats(to file: inout OutputFile) throws(OutputError) {
        for index in 0..<plan.records where world.mayRepeat(index) {
            for record in records(index).dropFirst() {
                try append(record, number: plan.records + index + 1, isFirst: false, to: &file)
            }
        }
    }

    private func append(
        _ record: Record,
        number: Int,
        isFirst: Bool,
        to file: inout OutputFile
    ) throws(OutputError) {
        try file.write { text in
            if !isFirst { text.append(format.separator) }
            format.append(record, number: number, into: &text)
        }
    }

    /// The portal lists its dossiers in another order.
    private func index(at place: Int) -> Int { side == .local ? place : order.index(at: place) }

    private func records(_ index: Int) -> [Record] {
        let testimony = world.testimony(index)
        return side == .local ? testimony.locals : testimony.portals
    }

    /// Totals for envelopes that state them; an approximation would be a lie, so they are counted where asked for.
    private func envelope() -> PagePlace {
        var place = PagePlace(number: number, pages: plan.pages, records: places.count, total: plan.records)
        guard [.opencps, .igate, .provincePortal].contains(format) else { return place }
        place.total = (0..<plan.records).reduce(0) { $0 + (world.mayDeviate($1) ? records($1).count : 1) }
        place.records = places.reduce(0) {
            $0 + (world.mayDeviate(index(at: $1)) ? min(records(index(at: $1)).count, 1) : 1)
        }
        if number == plan.pages - 1 {
            place.records += (0..<plan.records).reduce(0) { $0 + (world.mayRepeat($1) ? records($1).count - 1 : 0) }
        }
        return place
    }
}
