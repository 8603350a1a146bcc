package import Dossiers

/// One dossier under the national field names, ready for any transport; made of what the sources gave, nothing else.
package struct NationalRecord: Sendable, Hashable {
    /// Canonical code.
    package let code: String
    /// Present values in the order of `NationalField.all`; a blank text is `.null`.
    package let values: [NamedValue]
    package let warnings: [PayloadWarning]

    /// The record of an item.
    ///
    /// A field is taken from the local dossier; where the local source does not carry it, an update keeps what the portal
    /// already shows, because the portal replaces the whole record (protocol 1.6). Nothing is made up.
    ///
    /// - Parameters:
    ///   - item: the dossier and what the portal shows of it.
    ///   - units: the name of a canonical agency code.
    /// - Throws: `PayloadRefusal` with every demanded field that is blank on both.
    package init(_ item: PayloadItem, units: @escaping @Sendable (String) -> String?) throws(PayloadRefusal) {
        code = item.dossier.code.canonical
        let local = NationalValues(item.dossier, units: units)
        let portal = item.portal.map { NationalValues($0, units: units) }
        var values: [NamedValue] = []
        var warnings: [PayloadWarning] = []
        var missing: [String] = []
        for field in NationalField.all {
            if let value = local[field] ?? portal?[field] {
                values.append(NamedValue(name: field.name, value: value))
                warnings += NationalRecord.overlong(field, value, code)
            } else if NationalRecord.isDemanded(field, of: item.dossier) {
                missing.append(field.name)
            } else {
                values += NationalRecord.blank(field)
                let warning = PayloadWarning(code: code, field: field.name, reason: .blank)
                if field.need == .expected { warnings.append(warning) }
            }
        }
        guard missing.isEmpty else { throw PayloadRefusal(code: code, fields: missing, reason: .missing) }
        self.values = values
        self.warnings = warnings
    }

    /// The value of a field; nil when the record leaves it out.
    package subscript(name: String) -> CarriedValue? { values.first { $0.name == name }?.value }

    private static func isDemanded(_ field: NationalField, of dossier: Dossier) -> Bool {
        field.need == .demanded || (field.name == "NgayTiepNhan" && needsReceipt(dossier.status))
    }

    /// A field without a value as every client writes it; none for a field that only newer clients know.
    private static func blank(_ field: NationalField) -> [NamedValue] {
        guard field.need != .extra else { return [] }
        return [NamedValue(name: field.name, value: field.shape == .list ? .list([]) : .null)]
    }

    /// A dossier that was never taken in has no receive time: new, refused or withdrawn ones.
    private static func needsReceipt(_ status: NationalStatus) -> Bool {
        ![.registered, .refused, .withdrawn].contains(status)
    }

    private static func overlong(_ field: NationalField, _ value: CarriedValue, _ code: String) -> [PayloadWarning] {
        switch value {
        case .text(let text): warning(code, field.name, text, field.limit).map { [$0] } ?? []
        case .null: []
        case .list(let rows):
            rows.flatMap { row in
                row.compactMap { member in
                    guard case .text(let text) = member.value else { return nil }
                    let limit = NationalField.memberLimits[field.name]?[member.name]
                    return warning(code, "\(field.name).\(member.name)", text, limit)
                }
            }
        }
    }

    private static func warning(_ code: String, _ field: String, _ text: String, _ limit: Int?) -> PayloadWarning? {
        guard let limit, text.count > limit else { return nil }
        return PayloadWarning(code: code, field: field, reason: .overlong(count: text.count, limit: limit))
    }
}

/// The canonical fields of a dossier under their national names, beside what its mapping carries over.
private struct NationalValues {
    private let dossier: Dossier
    private let units: @Sendable (String) -> String?
    private let carried: [String: CarriedValue]

    init(_ dossier: Dossier, units: @escaping @Sendable (String) -> String?) {
        self.dossier = dossier
        self.units = units
        carried = Dictionary(dossier.carriedOver.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The value of a field; nil when this dossier does not give it.
    subscript(field: NationalField) -> CarriedValue? {
        if let text = canonical(field.name), !text.isEmpty { return .text(text) }
        switch carried[field.name] {
        case .text(let text): return text.isEmpty ? nil : .text(text)
        case .list(let rows):
            let told = NationalRows.rows(rows, of: field.name)
            return told.isEmpty ? nil : .list(told)
        case .null, nil: return nil
        }
    }

    private func canonical(_ name: String) -> String? {
        switch name {
        case "MaHoSo": dossier.code.canonical
        case "MaTTHC": dossier.procedure.map { $0 + (dossier.procedureSuffix ?? "") }
        case "TenTTHC": dossier.procedureName
        case "TenLinhVuc": dossier.field
        case "KenhThucHien": dossier.channel.flatMap { $0 == .interAgency ? nil : String($0.rawValue) }
        case "SoGiayToChuHoSo": dossier.identity
        case "ChuHoSo": dossier.applicant
        case "LoaiDoiTuong": dossier.applicantKind
        case "TrangThaiHoSo": String(dossier.status.rawValue)
        case "HinhThuc": dossier.returnForm
        case "DonViXuLy": dossier.solvingAgency ?? dossier.agency.flatMap(units)
        case "GhiChu": dossier.note
        case "HoSoCoThanhPhanSoHoa": dossier.digitised.map { $0 ? "1" : "0" }
        case "TaiKhoanDuocXacThucVoiVNeID": dossier.verifiedAccount.map { $0 ? "1" : "0" }
        case "DuocThanhToanTrucTuyen": dossier.onlinePayment
        default: time(name)?.nationalText
        }
    }

    private func time(_ name: String) -> Instant? {
        switch name {
        case "NgayNopHoSo": dossier.submittedAt
        case "NgayTiepNhan": dossier.receivedAt
        case "NgayHenTra": dossier.dueAt
        case "NgayTra": dossier.returnedAt
        case "NgayKetThucXuLy": dossier.finishedAt
        case "NgayTuChoi": dossier.refusedAt
        default: nil
        }
    }
}
