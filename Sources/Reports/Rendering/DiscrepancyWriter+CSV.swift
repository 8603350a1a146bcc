import Dossiers
import Formats

extension DiscrepancyWriter {
    /// The titles of `discrepancies.csv`, in order; they never change with the language.
    package static let columns = [
        "code", "situation", "severity", "unit", "unit_name", "procedure", "source", "owner", "action",
        "local_status", "portal_status", "local_status_at", "portal_status_at",
        "local_received_at", "portal_received_at", "local_due_at", "portal_due_at",
        "local_finished_at", "portal_finished_at", "local_returned_at", "portal_returned_at",
        "local_applicant", "portal_applicant", "fields", "checks", "codes", "first_seen", "age_days", "explain",
    ]

    /// Appends the line of titles.
    ///
    /// - Parameter hasByteOrderMark: whether the UTF-8 mark comes first, without which Excel misreads Vietnamese.
    package func appendHeader(hasByteOrderMark: Bool, to bytes: inout [UInt8]) {
        var csv = CSVWriter(byteOrderMark: hasByteOrderMark)
        csv.row(DiscrepancyWriter.columns)
        bytes += csv.bytes
    }

    /// Appends one row; several values in one cell stand with `; ` between, a blank stands for nil.
    package func appendRow(_ discrepancy: Discrepancy, to bytes: inout [UInt8]) {
        var csv = CSVWriter()
        csv.row(identity(of: discrepancy) + sides(of: discrepancy) + findings(of: discrepancy))
        bytes += csv.bytes
    }

    private func identity(of discrepancy: Discrepancy) -> [String] {
        [
            discrepancy.code, discrepancy.situation.rawValue, discrepancy.severity.rawValue, discrepancy.unit ?? "",
            discrepancy.unitName ?? "", discrepancy.procedure ?? "", discrepancy.source, discrepancy.owner.rawValue,
            discrepancy.action.rawValue,
        ]
    }

    private func sides(of discrepancy: Discrepancy) -> [String] {
        let views = [discrepancy.local, discrepancy.portal]
        var cells = views.map { view in view?.status.map { String($0.rawValue) } ?? "" }
        for time in [\SideView.statusAt, \.receivedAt, \.dueAt, \.finishedAt, \.returnedAt] {
            cells += views.map { $0?[keyPath: time]?.text ?? "" }
        }
        return cells + views.map { view in view?.applicant.map(masking.name) ?? "" }
    }

    private func findings(of discrepancy: Discrepancy) -> [String] {
        [
            discrepancy.fields.map(text).joined(separator: "; "),
            discrepancy.checks.map(\.rawValue).joined(separator: "; "),
            discrepancy.codes.joined(separator: "; "),
            discrepancy.firstSeen ?? "",
            discrepancy.ageDays.map { String($0) } ?? "",
            sentence(for: discrepancy),
        ]
    }

    private func text(of difference: FieldDifference) -> String {
        let local = shown(difference.local, of: difference.name) ?? "–"
        let portal = shown(difference.portal, of: difference.name) ?? "–"
        return "\(difference.name.rawValue): \(local) → \(portal)"
    }
}
