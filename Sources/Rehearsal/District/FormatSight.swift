import Dossiers

/// What a reader of a shape of records can see of a dossier.
struct FormatSight: Sendable {
    /// The compared fields that the shape has a place for.
    let carried: ComparedFields
    /// Whether reception is stated to the minute only.
    let hasMinutesOnly: Bool
    /// Statuses that are read as another one.
    private let blur: [Int: Int]

    init(_ carried: ComparedFields, hasMinutesOnly: Bool = false, blur: [Int: Int] = [:]) {
        self.carried = carried
        self.hasMinutesOnly = hasMinutesOnly
        self.blur = blur
    }

    init(_ carried: [ComparedField], blur: [Int: Int] = [:]) {
        self.init(carried.reduce(into: ComparedFields()) { $0.formUnion(ComparedFields($1)) }, blur: blur)
    }

    /// The status that a reader understands.
    func reading(_ status: Int) -> Int { blur[status] ?? status }

    /// Whether some statuses cannot be told apart.
    var blursStatuses: Bool { !blur.isEmpty }
}

extension FeedFormat {
    /// What a reader of the format can see: iGate shows 2 as 4, e-par has one mark for 3 and 8.
    var sight: FormatSight {
        let blur = self == .igate ? [2: 4] : self == .soapEpar ? [8: 3] : [:]
        return FormatSight(carried, hasMinutesOnly: hasMinutesOnly, blur: blur)
    }
}
