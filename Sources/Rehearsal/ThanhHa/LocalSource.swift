import Dossiers

/// One local system of the sample world: its shape, its size and what happens to its dossiers.
struct LocalSource: Sendable {
    /// Name in the configuration and of its files.
    let id: String
    let level: String
    let format: FeedFormat
    /// Commune number, 0 for the district.
    let unit: Int
    /// Canonical agency code.
    let agency: String
    let dossiers: Int
    let pages: Int
    /// First daily counter, so that two systems of one unit never share a code.
    let firstSerial: Int
    let scenes: [Scene]
    /// Whether the last page breaks off in the middle of its last record.
    var isCut = false
}

extension LocalSource {
    /// The five systems: district OpenCPS and iGate, a commune's spreadsheet, XML file and gateway list.
    static let all = [
        LocalSource(
            id: "huyen-mot-cua",
            level: "district",
            format: .opencps,
            unit: 0,
            agency: "H23.23",
            dossiers: 150,
            pages: 2,
            firstSerial: 1,
            scenes: common + steps + fields([.procedure, .channel, .returnedAt]) + [
                .resumed, .child, .child, .recoded, .recoded, .broken(.local), .unmapped(.local),
                .impossibleDate(.local),
            ]
        ),
        LocalSource(
            id: "huyen-dat-dai",
            level: "district",
            format: .igate,
            unit: 0,
            agency: "H23.23",
            dossiers: 110,
            pages: 2,
            firstSerial: 5_001,
            scenes: common + fields([.procedure, .channel, .returnedAt]) + [
                .recoded, .unmapped(.local), .impossibleDate(.portal), .unmapped(.portal),
            ]
        ),
        LocalSource(
            id: "xa-mau-mot",
            level: "commune",
            format: .csvExportSemicolon,
            unit: 18,
            agency: "H23.23.18",
            dossiers: 1_240,
            pages: 1,
            firstSerial: 1,
            scenes: common + common + common + steps + steps + fields([]) + fields([]) + [
                .broken(.local), .unmapped(.local), .impossibleDate(.local), .broken(.portal), .unmapped(.portal),
            ]
        ),
        LocalSource(
            id: "xa-mau-19",
            level: "commune",
            format: .xmlFeed,
            unit: 19,
            agency: "H23.23.19",
            dossiers: 320,
            pages: 2,
            firstSerial: 1,
            scenes: common + steps + fields([.procedure, .channel, .returnedAt, .resultLink, .digitised]) + [
                .unmapped(.local), .impossibleDate(.local),
            ],
            isCut: true
        ),
        LocalSource(
            id: "xa-mau-20",
            level: "commune",
            format: .dvcqgArray,
            unit: 20,
            agency: "H23.23.20",
            dossiers: 180,
            pages: 1,
            firstSerial: 1,
            scenes: common + steps + fields([.procedure, .channel, .returnedAt, .resultLink, .digitised]) + [
                .recoded, .broken(.local), .unmapped(.local), .impossibleDate(.portal),
            ]
        ),
    ]

    /// What happens everywhere.
    private static let common: [Scene] = [
        .onlyLocal, .onlyPortal, .justChanged, .justArrived(.local), .justArrived(.portal),
        .statuses(local: 10, portal: 4, .portalBehind), .statuses(local: 10, portal: 9, .portalBehind),
        .statuses(local: 9, portal: 10, .portalAhead), .statuses(local: 7, portal: 10, .statusConflict),
        .statuses(local: 5, portal: 9, .rewritten), .copies(.local, isSame: false), .copies(.portal, isSame: false),
        .copies(.local, isSame: true), .copies(.portal, isSame: true), .namesakes(.local), .namesakes(.portal),
    ]

    /// More pairs of statuses, for systems that can tell 2 from 4.
    private static let steps: [Scene] = [
        .statuses(local: 4, portal: 2, .portalBehind), .statuses(local: 2, portal: 1, .portalBehind),
        .statuses(local: 8, portal: 4, .portalBehind), .statuses(local: 2, portal: 4, .portalAhead),
        .statuses(local: 3, portal: 10, .statusConflict), .statuses(local: 6, portal: 9, .rewritten),
        .statuses(local: 8, portal: 9, .rewritten),
    ]

    /// A difference in each field that every format carries, and in some more.
    private static func fields(_ more: [ComparedField]) -> [Scene] {
        ([.receivedAt, .dueAt, .finishedAt, .applicant] + more).map { .differs($0) }
    }
}
