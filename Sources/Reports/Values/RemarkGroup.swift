/// Remarks that say the same of several dossiers of one source, so that a person reads them as one line.
package struct RemarkGroup: Sendable, Hashable {
    /// The first one.
    package var example: PayloadRemark
    package var count: Int

    /// Dossiers that are not sent are named one by one up to this many of a kind.
    private static let mostNamed = 10

    /// The groups in the order of their first remarks; few dossiers that are not sent are a group each.
    package static func groups(of remarks: [PayloadRemark]) -> [RemarkGroup] {
        var groups: [[PayloadRemark]] = []
        var places: [Kind: Int] = [:]
        for remark in remarks {
            if let place = places[Kind(remark)] {
                groups[place].append(remark)
            } else {
                places[Kind(remark)] = groups.count
                groups.append([remark])
            }
        }
        return groups.flatMap { group in
            group[0].isRefusal && group.count <= mostNamed
                ? group.map { RemarkGroup(example: $0, count: 1) }
                : [RemarkGroup(example: group[0], count: group.count)]
        }
    }

    /// What the remarks of a group have in common; how long a text is differs from dossier to dossier.
    private struct Kind: Hashable {
        var source: String
        var fields: [String]
        var reason: PayloadRemark.Reason

        init(_ remark: PayloadRemark) {
            source = remark.source
            fields = remark.fields
            reason = remark.reason
            if case .overlong(_, let limit) = reason { reason = .overlong(count: 0, limit: limit) }
        }
    }
}
