import Dossiers
import Formats

extension SourceState {
    /// What this version writes and reads.
    private static let version = "1"

    /// The state as a JSON document.
    var document: [UInt8] {
        var json = JSONWriter(layout: .pretty)
        json.object { json in
            json.name("version")
            json.number(literal: SourceState.version)
            json.member("snapshot", snapshot)
            json.member("bytes", bytes)
            json.member("seal", seal)
            json.member("records", records)
            json.member("watermark", watermark?.text)
            json.member("full_at", fullAt?.text)
            json.member("run", run)
            json.member("basis", basis)
        }
        json.endLine()
        return json.bytes
    }

    /// Reads such a document; nil when it is none.
    init?(document: [UInt8]) {
        guard let tree = try? RecordTree.json(document.span, limits: FormatLimits()),
            tree["version"] == .number(SourceState.version),
            let snapshot = tree["snapshot"]?.scalarText, SourceState.isName(snapshot),
            let bytes = tree["bytes"]?.scalarText.flatMap({ Int64($0) }),
            let seal = tree["seal"]?.scalarText,
            let records = tree["records"]?.scalarText.flatMap({ Int($0) }),
            let watermark = SourceState.instant(tree["watermark"]),
            let fullAt = SourceState.instant(tree["full_at"]),
            let run = tree["run"]?.scalarText,
            let basis = tree["basis"]?.scalarText
        else { return nil }
        self.init(
            snapshot: snapshot,
            bytes: bytes,
            seal: seal,
            records: records,
            watermark: watermark,
            fullAt: fullAt,
            run: run,
            basis: basis
        )
    }

    /// Whether a text names a file of the folder itself.
    private static func isName(_ text: String) -> Bool { text.hasPrefix("snapshot-") && !text.contains("/") }

    /// The instant of a member, to the second; the inner nil for null, the outer one for anything else.
    private static func instant(_ value: RecordValue?) -> Instant?? {
        switch value {
        case .null: return .some(nil)
        case .text(let text):
            let parts = text.split { !$0.isASCII || !$0.isWholeNumber }.compactMap { Int($0) }
            guard parts.count == 8 else { return nil }
            let instant = Instant(
                year: parts[0],
                month: parts[1],
                day: parts[2],
                hour: parts[3],
                minute: parts[4],
                second: parts[5],
                precision: .second
            )
            return instant?.text == text ? instant : nil
        default: return nil
        }
    }
}
