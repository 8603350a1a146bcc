import Dossiers
import Mapping
import Settings

/// Names and spellings of agencies, from the shared table `agencies`.
struct AgencyNames: Sendable {
    private var codes: [String: String] = [:]
    private var names: [String: String] = [:]

    /// Reads the table; a folder without one gives no names.
    init(_ reader: MappingReader) throws(Diagnostics) {
        guard let table = try reader.sharedTable("agencies") else { return }
        let column = Dictionary(table.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        guard let value = column["value"] else { return }
        for row in table.rows {
            guard row.cells.indices.contains(value), let key = row.cells.first else { continue }
            codes[key.uppercased()] = codes[key.uppercased()] ?? row.cells[value]
            guard let name = column["name"], row.cells.indices.contains(name), !row.cells[name].isEmpty else {
                continue
            }
            names[row.cells[value]] = names[row.cells[value]] ?? row.cells[name]
        }
    }

    /// The canonical code of a spelling; nil when the table does not have it.
    func canonical(_ code: String) -> String? { codes[code.uppercased()] }

    /// Every canonical code, sorted.
    var all: [String] { Set(codes.values).sorted() }

    /// The name of a canonical code; nil when the table gives none.
    func name(_ code: String) -> String? { names[code] }

    /// The agency that a dossier code begins with: its canonical code, or the part itself when the table does not have it.
    func agency(of code: DossierCode) -> String? { code.agencyPart.map { canonical($0) ?? $0 } }
}
