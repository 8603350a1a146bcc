import Dossiers
import Reports

/// Invented values that the tests of this room render.
enum Examples {
    static func instant(_ day: Int, _ hour: Int = 8) -> Instant {
        Instant(localSeconds: Int64(19_723 + day) * 86_400 + Int64(hour) * 3_600, precision: .second)
    }

    static func view(_ source: String, _ status: NationalStatus, day: Int) -> SideView {
        var view = SideView(source: source, status: status)
        view.position = RecordPosition(page: "\(source)/0001.json", offset: 120, line: 7, record: 3)
        view.receivedAt = instant(day)
        view.dueAt = Instant(localSeconds: instant(day + 5).seconds, precision: .day)
        view.procedure = "1.004222"
        view.agency = "H23.23.18"
        view.applicant = "Nguyễn Văn An"
        return view
    }

    static func discrepancy(_ situation: Situation) -> Discrepancy {
        var discrepancy = Discrepancy(
            code: "H23.23.18-240103-0007",
            situation: situation,
            severity: .error,
            source: "xa-mau",
            owner: .upload,
            action: .update
        )
        discrepancy.unit = "H23.23.18"
        discrepancy.unitName = "UBND xã Mẫu Một"
        discrepancy.procedure = "1.004222"
        discrepancy.local = view("xa-mau", .resolved, day: 2)
        discrepancy.portal = view("portal", .processing, day: 2)
        discrepancy.contradictions = [.dueAt]
        discrepancy.checks = [.localDonePortalOpen, .overduePortalOnly]
        return discrepancy
    }

    static func differing() -> Discrepancy {
        var discrepancy = discrepancy(.fieldsDiffer)
        discrepancy.portal?.status = .resolved
        discrepancy.fields = [
            FieldDifference(name: .dueAt, local: "2024-01-08", portal: nil, owner: .local),
            FieldDifference(name: .applicant, local: "Nguyễn Văn An", portal: "Nguyễn Thị Bình", owner: .local),
        ]
        discrepancy.firstSeen = "2024-01-04"
        discrepancy.ageDays = 3
        return discrepancy
    }

    static func summary() -> RunSummary {
        var summary = RunSummary(run: "20240110-020000")
        summary.local = Books(read: 10, accepted: 8, merged: 1, quarantined: 1)
        summary.portal = Books(read: 8, accepted: 8)
        var local = SourceSummary(id: "xa-mau", side: .local, mapping: "opencps")
        local.pages = 2
        local.books = summary.local
        local.asOf = instant(9, 22)
        var portal = SourceSummary(id: "portal", side: .portal, mapping: "dvcqg")
        portal.books = summary.portal
        portal.isComplete = false
        portal.problems = ["page 3: timed out"]
        summary.sources = [local, portal]
        summary.isComplete = false
        summary.partialUnits = ["H23.23.19"]
        summary.situations = [.agreed: 6, .portalBehind: 2, .held: 1]
        summary.checks = [.overduePortalOnly: 2]
        summary.guards = [
            GuardOutcome(name: "max_absent", source: "portal", limit: "5%", value: "7.1%", isTripped: true)
        ]
        summary.warnings = ["the clock of the portal is 7 hours off"]
        summary.duration = .milliseconds(1_234)
        summary.exitCode = 5
        return summary
    }

    static func quarantined() -> QuarantineLine {
        QuarantineLine(
            source: "xa-mau",
            position: RecordPosition(page: "xa-mau/0001.json", offset: 4_096, line: nil, record: 12),
            code: "H23.23.18-240103-0009",
            problem: RecordProblem(.unmappedCode, field: .status, value: "X9", table: "status")
        )
    }
}

/// The text of rendered bytes.
func text(_ render: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    render(&bytes)
    return String(decoding: bytes, as: UTF8.self)
}
