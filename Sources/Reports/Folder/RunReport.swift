/// The reports of one run, written as its discrepancies and quarantined records come in.
///
/// What does not fit its schema ends the run, and nothing is published (see `SchemaGate`).
/// Fills `discrepancies.ndjson`, `discrepancies.csv` and `quarantine.ndjson`, then `summary.json` and the manifest.
package struct RunReport: ~Copyable {
    private var folder: RunFolder
    private var lines: RunFile
    private var rows: RunFile
    private var quarantine: RunFile
    private let writer: DiscrepancyWriter
    private let quarantineWriter: QuarantineWriter
    private var lineGate: SchemaGate
    private var quarantineGate: SchemaGate
    private var discrepancies = 0
    private var quarantined = 0

    /// Begins the reports of `run` in the output folder.
    package init(run: String, in directory: String, language: Language, masking: Masking) throws {
        let isPersonal = masking == .clear
        let writer = DiscrepancyWriter(language: language, masking: masking)
        let lineGate = try SchemaGate(.discrepancy, of: "discrepancies.ndjson")
        let quarantineGate = try SchemaGate(.quarantine, of: "quarantine.ndjson")
        let folder = try RunFolder(creating: run, in: directory)
        let lines = try folder.file("discrepancies.ndjson", isPersonal: isPersonal)
        var rows = try folder.file("discrepancies.csv", isPersonal: isPersonal)
        let quarantine = try folder.file("quarantine.ndjson", isPersonal: isPersonal)
        try rows.append { writer.appendHeader(hasByteOrderMark: true, to: &$0) }
        self.lineGate = lineGate
        self.quarantineGate = quarantineGate
        self.writer = writer
        self.folder = folder
        self.lines = lines
        self.rows = rows
        self.quarantine = quarantine
        quarantineWriter = QuarantineWriter(masking: masking)
    }

    /// Takes the next discrepancy; the caller brings them in the order of their codes.
    package mutating func add(_ discrepancy: Discrepancy) throws {
        discrepancies += 1
        let writer = writer
        if lineGate.checksNextLine() {
            var line: [UInt8] = []
            writer.appendLine(discrepancy, to: &line)
            try lineGate.pass(line)
        }
        try lines.append { writer.appendLine(discrepancy, to: &$0) }
        try rows.append { writer.appendRow(discrepancy, to: &$0) }
    }

    /// Takes the next quarantined record.
    package mutating func add(_ line: QuarantineLine) throws {
        quarantined += 1
        let writer = quarantineWriter
        if quarantineGate.checksNextLine() {
            var bytes: [UInt8] = []
            writer.appendLine(line, to: &bytes)
            try quarantineGate.pass(bytes)
        }
        try quarantine.append { writer.appendLine(line, to: &$0) }
    }

    /// Writes one more file of the run, such as a payload.
    package mutating func add(
        _ name: String,
        _ bytes: [UInt8],
        records: Int?,
        isPersonal: Bool
    ) throws(RunFolderError) {
        try folder.add(name, bytes, records: records, isPersonal: isPersonal)
    }

    /// Writes the summary and publishes the folder; answers its path.
    package consuming func publish(_ summary: RunSummary) throws -> String {
        try folder.finish(lines, records: discrepancies)
        try folder.finish(rows, records: discrepancies)
        try folder.finish(quarantine, records: quarantined)
        let document = SummaryWriter().document(summary)
        try SchemaGate(.summary, of: "summary.json").pass(document)
        try folder.add("summary.json", document)
        return try folder.publish()
    }
}
