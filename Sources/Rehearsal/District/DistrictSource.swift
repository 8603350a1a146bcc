import Dossiers

/// One local system of a district.
struct DistrictSource: Sendable {
    /// Name in the configuration, and on the command line where faults are ordered.
    let id: String
    let kind: SourceKind
    /// Number of the commune, 1...60.
    let unit: Int
    /// Dossiers that its office and the portal tell of.
    let dossiers: Int
    /// What happens to its dossiers, in turn.
    let scenes: [Scene]
    /// What a reader of its records can see.
    let sight: FormatSight

    private init(id: String, kind: SourceKind, unit: Int, dossiers: Int) {
        self.id = id
        self.kind = kind
        self.unit = unit
        self.dossiers = dossiers
        scenes = Scene.all(kind)
        sight = kind.sight
    }

    /// Canonical code of its agency.
    var agency: String {
        var text = ByteText()
        text.appendAgency(unit, topDown: true)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// The sources of a district; the second one of a kind has `-2` behind its name, and so on.
    static func all(_ shape: DistrictShape) -> [DistrictSource] {
        var seen: [SourceKind: Int] = [:]
        return (0..<shape.sources).map { place in
            let kind = shape.kinds[place % shape.kinds.count]
            seen[kind, default: 0] += 1
            let number = seen[kind] ?? 1
            return DistrictSource(
                id: number == 1 ? kind.rawValue : "\(kind.rawValue)-\(number)",
                kind: kind,
                unit: place + 1,
                dossiers: shape.records * (place + 1) / shape.sources - shape.records * place / shape.sources
            )
        }
    }
}

extension Scene {
    /// What happens to the dossiers of a source of a kind.
    fileprivate static func all(_ kind: SourceKind) -> [Scene] {
        switch kind {
        case .danang: betweenDocuments
        case .businessRegistration: everywhere + [.copies(.local, isSame: false), .namesakes(.portal)]
        case .opencps: everywhere + doubles + [.resumed, .child, .recoded, .differs(.channel)]
        case .csvPage, .drop, .epar: everywhere + doubles
        default: everywhere + doubles + [.recoded, .differs(.procedure)]
        }
    }

    /// What every system that lists its dossiers can show.
    private static let everywhere: [Scene] = [
        .onlyLocal, .statuses(local: 10, portal: 4, .portalBehind), .differs(.dueAt), .onlyPortal,
        .statuses(local: 9, portal: 10, .portalAhead), .justChanged, .statuses(local: 7, portal: 10, .statusConflict),
        .copies(.portal, isSame: false), .statuses(local: 5, portal: 9, .rewritten), .justArrived(.local),
        .copies(.local, isSame: true), .statuses(local: 4, portal: 2, .portalBehind), .unmapped(.local),
        .justArrived(.portal), .statuses(local: 10, portal: 9, .portalBehind), .differs(.receivedAt),
        .copies(.portal, isSame: true), .impossibleDate(.local), .unmapped(.portal),
        .statuses(local: 2, portal: 1, .portalBehind), .impossibleDate(.portal),
    ]

    /// More, where the applicant is named.
    private static let doubles: [Scene] = [
        .copies(.local, isSame: false), .namesakes(.local), .namesakes(.portal), .differs(.applicant),
        .differs(.finishedAt),
    ]

    /// What a system can show that is asked for one dossier at a time and knows days only.
    private static let betweenDocuments: [Scene] = [
        .onlyLocal, .onlyPortal, .statuses(local: 4, portal: 1, .portalBehind), .differs(.dueAt), .differs(.applicant),
        .statuses(local: 4, portal: 9, .portalAhead), .namesakes(.portal), .unmapped(.local), .unmapped(.portal),
    ]
}
