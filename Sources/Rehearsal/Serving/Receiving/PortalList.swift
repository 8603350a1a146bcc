import Dossiers

/// The portal's list of national records, what was sent to it included.
struct PortalList {
    private let shelf: Shelf
    private let dossiers: [String: Received]

    init(_ shelf: Shelf, _ desk: Desk) {
        self.shelf = shelf
        dossiers = desk.dossiers
    }

    /// The dossiers received in a window.
    func answer(_ span: Roll.Span) -> Answer {
        let list = shelf.list(span)
        let places = list.places(0..<list.count)
        var text = ByteText()
        text.append("{\"error_code\":\"0\",\"data\":[")
        text.append(places, of: shelf, separator: ",") { append($1, $2, to: &$0) }
        var hasRows = !places.isEmpty
        for dossier in sent(in: span) {
            if hasRows { text.append(",") }
            text.append(dossier)
            hasRows = true
        }
        text.append("]}")
        return .json(text.bytes)
    }

    /// The one dossier of a code that the portal holds.
    func answer(_ code: String) -> Answer {
        let key = DossierKey.canonical(code)
        let place = dossiers[key]?.record == nil ? shelf.places[key] : nil
        var text = ByteText()
        text.append("{\"error_code\":\"0\",\"result\":[{\"MAHOSO\":")
        text.appendQuoted(code)
        let status = dossiers[key]?.status ?? place.map { shelf.record(at: $0).status } ?? 0
        text.append(",\"TRANGTHAIHOSO\":\"\(status)\"}],\"data\":[")
        if let place { append(shelf.record(at: place), place + 1, to: &text) }
        if let shown = dossiers[key]?.shown { text.append(shown) }
        text.append("]}")
        return .json(text.bytes)
    }

    /// A record of the world, or what was sent in its place.
    private func append(_ record: Record, _ number: Int, to text: inout ByteText) {
        guard !dossiers.isEmpty, let dossier = dossiers[record.key] else {
            return text.appendSparseNational(record, number: number)
        }
        if let shown = dossier.shown { return text.append(shown) }
        let moved = record.atStatus(dossier.status, finished: record.finished == 0 ? record.changed : record.finished)
        text.appendSparseNational(moved, number: number)
    }

    /// Dossiers that the world does not have, by code, whose day of reception or submission lies in the window.
    private func sent(in span: Roll.Span) -> [JSONValue] {
        guard !dossiers.isEmpty else { return [] }
        let places = shelf.places
        return dossiers.filter { places[$0.key] == nil && $0.value.record.map { PortalList.isIn(span, $0) } ?? false }
            .sorted { $0.key < $1.key }.compactMap(\.value.shown)
    }

    private static func isIn(_ span: Roll.Span, _ record: JSONValue) -> Bool {
        for name in ["NgayTiepNhan", "NgayNopHoSo"] {
            guard let text = record[name]?.scalar, text.count >= 8, let number = Int(text.prefix(8)) else { continue }
            let day = CivilCalendar.days(year: number / 10_000, month: number / 100 % 100, day: number % 100)
            return day.map { span.start <= Int64($0) * 86_400 && Int64($0) * 86_400 <= span.end } ?? false
        }
        return false
    }
}
