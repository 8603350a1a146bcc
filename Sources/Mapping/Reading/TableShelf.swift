import Dossiers
import Settings

/// The tables that a mapping may name: those of its own folder, then the shared ones; each is read once.
final class TableShelf {
    private let folders: [String]
    private let files: TableTexts
    private let collector: DiagnosticCollector
    private var texts: [String: TableText?] = [:]
    /// The tables named so far, as the definition keeps them.
    private(set) var tables: [String: TableSource] = [:]

    init(folders: [String], files: TableTexts, collector: DiagnosticCollector) {
        self.folders = folders
        self.files = files
        self.collector = collector
    }

    /// Judges the table that a rule names; an unknown one is reported at `value`.
    func check(_ name: String, at value: YAMLValue, _ check: (TableText, DiagnosticCollector) -> Void) {
        guard let path = path(of: name) else {
            value.report(
                "there is no table `\(YAMLValue.short(name))`",
                hint: NearestName.hint(for: name, among: known)
            )
            return
        }
        take(name, path, check)
    }

    /// Judges and keeps a table that may be missing.
    func offer(_ name: String, _ check: (TableText, DiagnosticCollector) -> Void) {
        if let path = path(of: name) { take(name, path, check) }
    }

    private func take(_ name: String, _ path: String, _ check: (TableText, DiagnosticCollector) -> Void) {
        if texts[name] == nil { texts[name] = .some(files.table(at: path, collector)) }
        guard case .some(.some(let text)) = texts[name] else { return }
        check(text, collector)
        guard tables[name] == nil else { return }
        tables[name] = TableSource(
            name: name,
            file: path,
            columns: text.columns.map(\.text),
            rows: text.rows.map { TableRow(cells: $0.map(\.text), line: $0.first?.mark.line ?? 0) }
        )
    }

    private func path(of name: String) -> String? {
        guard !name.isEmpty, !name.contains("/"), !name.hasPrefix("."), !name.unicodeScalars.contains("\0") else {
            return nil
        }
        return folders.map { Folder.resolve("\(name).csv", from: $0) }.first(where: Folder.hasFile)
    }

    private var known: [String] {
        let files = folders.flatMap { (try? Folder.names(at: $0)) ?? [] }.filter { $0.hasSuffix(".csv") }
        return Set(files.map { String($0.dropLast(4)) }).sorted()
    }
}
