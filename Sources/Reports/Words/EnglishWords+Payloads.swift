extension EnglishWords {
    package func text(of silent: SilentField) -> String {
        "source \(silent.source): no record shows the field «\(name(of: silent.field))» that its mapping names; it is not compared and never "
            + "blanks out the portal's; was a column or key renamed? (`doisoat mappings coverage`)"
    }

    package func text(of remark: PayloadRemark) -> String {
        let fields = remark.fields.joined(separator: ", ")
        return switch remark.reason {
        case .missing: "not sent: \(fields): the portal demands it and no source gives it"
        case .invalid(let detail): "not sent: \(fields): it breaks the schema: \(detail)"
        case .blank: "\(fields): no source gives it; it is sent blank"
        case .overlong(let count, let limit): "\(fields): \(count) characters; the receiver keeps \(limit)"
        }
    }

    package func text(of group: RemarkGroup) -> String {
        let text = text(of: group.example)
        guard group.count > 1 else { return "\(group.example.code): \(text)" }
        let source = group.example.source.isEmpty ? "" : " of source \(group.example.source)"
        return "\(group.count) dossiers\(source), for instance \(group.example.code): \(text)"
    }
}
