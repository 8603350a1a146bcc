import Dossiers
import Formats

/// Lays records or steps out as one receiver wants them (protocol 1.1, 1.2, 2.1, 5.4).
struct PayloadLayout {
    let transport: PayloadTransport
    /// `madonvi`: the agency that sends.
    let unit: String
    let purpose: PayloadPurpose
    let schema: PayloadSchema

    /// A document, checked against its schema.
    ///
    /// - Throws: `PayloadFault` when it breaks the schema, or when XML cannot say one of its texts.
    func document(_ name: String, _ content: PayloadContent) throws -> PayloadDocument {
        let bytes = try bytes(of: content, named: name)
        let problems = try schema.problems(in: bytes)
        guard problems.isEmpty else { throw PayloadFault(document: name, problems: problems) }
        return PayloadDocument(
            name: name,
            purpose: purpose,
            transport: transport,
            bytes: bytes,
            codes: content.codes
        )
    }

    private func bytes(of content: PayloadContent, named name: String) throws(PayloadFault) -> [UInt8] {
        do throws(XMLWriter.Problem) {
            switch transport {
            case .session: return envelope(content)
            case .bareArray, .queryString: return array(content)
            case .xml: return try xml(content)
            case .lgsp: return try MSyncDocument.document(of: content)
            }
        } catch {
            throw PayloadFault(document: name, problems: unsayable(in: content))
        }
    }

    /// The fields whose texts hold characters that XML cannot say.
    private func unsayable(in content: PayloadContent) -> [String] {
        let members = content.rows.joined().filter { member in
            var xml = XMLWriter(layout: .pretty)
            return (try? element(member, to: &xml)) == nil
        }
        let told = members.map { "\($0.name): a character that XML cannot say" }
        return told.isEmpty ? ["a text holds a character that XML cannot say"] : told
    }

    // MARK: - JSON

    /// Transport A; `session` is blank here and filled in by whoever logs in and sends.
    private func envelope(_ content: PayloadContent) -> [UInt8] {
        var json = JSONWriter(layout: .pretty)
        json.object { json in
            json.member("session", "")
            json.member("madonvi", unit)
            if let isUpdating = purpose.isUpdating { json.member("isUpdating", isUpdating) }
            json.name("data")
            rows(content, to: &json)
            json.member("service", purpose.service)
        }
        json.endLine()
        return json.bytes
    }

    private func array(_ content: PayloadContent) -> [UInt8] {
        var json = JSONWriter(layout: .pretty)
        rows(content, to: &json)
        json.endLine()
        return json.bytes
    }

    private func rows(_ content: PayloadContent, to json: inout JSONWriter) {
        json.list { json in
            for row in content.rows { self.object(row, to: &json) }
        }
    }

    private func object(_ row: [NamedValue], to json: inout JSONWriter) {
        json.object { json in
            for member in row {
                json.name(member.name)
                self.value(member.value, to: &json)
            }
        }
    }

    /// Transport B writes null where the older clients write an empty text (protocol 1.4).
    private func value(_ value: CarriedValue, to json: inout JSONWriter) {
        switch value {
        case .text(let text): json.text(text)
        case .null: json.text(transport == .bareArray ? nil : "")
        case .list(let elements):
            json.list { json in
                for element in elements { self.object(element, to: &json) }
            }
        }
    }

    // MARK: - XML

    private func xml(_ content: PayloadContent) throws(XMLWriter.Problem) -> [UInt8] {
        var xml = XMLWriter(layout: .pretty)
        let action = purpose == .steps ? [] : [(name: "HanhDong", value: purpose.rawValue)]
        try xml.open(
            purpose == .steps ? "DanhSachTienDo" : "DanhSachHoSo",
            attributes: [(name: "MaDonVi", value: unit)] + action
        )
        for row in content.rows {
            try xml.open(purpose == .steps ? "TienDo" : "HoSo")
            for member in row { try element(member, to: &xml) }
            xml.close()
        }
        return xml.finished()
    }

    /// A blank value is left out; each element of a list is an element of the list's name.
    private func element(_ member: NamedValue, to xml: inout XMLWriter) throws(XMLWriter.Problem) {
        switch member.value {
        case .text(let text): try xml.element(member.name, text)
        case .null: return
        case .list(let rows):
            for row in rows {
                try xml.open(member.name)
                for inner in row { try element(inner, to: &xml) }
                xml.close()
            }
        }
    }
}
