import Dossiers
import Mapping
import Pipeline

extension Runner {
    /// Codes of the feeds that stand in no table, by mapping.
    func unmappedCodes(_ request: MappingsRequest) throws -> [UnmappedCode] {
        try surveys(request).flatMap { survey in survey.unmapped.entries.map { UnmappedCode($0, of: survey.mapping) } }
    }

    /// How often each field of each mapping is filled.
    func coverage(_ request: MappingsRequest) throws -> [FieldCoverage] {
        try surveys(request).flatMap(FieldCoverage.all)
    }
}

extension UnmappedCode {
    fileprivate init(_ entry: UnmappedReport.Entry, of mapping: String) {
        self.init(
            mapping: mapping,
            table: entry.table ?? entry.field?.rawValue ?? "",
            value: entry.value,
            count: entry.count,
            nearest: entry.nearest,
            row: entry.line ?? ""
        )
        firstSeen = entry.firstSeen?.text
        lastSeen = entry.lastSeen?.text
        sample = entry.sample
    }
}

extension FieldCoverage {
    /// One row for each field, and one for what belongs to none: table rows that no record used, paths that never occurred.
    fileprivate static func all(of survey: MappingSurvey) -> [FieldCoverage] {
        let fields = survey.coverage.fields.map { field in
            FieldCoverage(
                mapping: survey.mapping,
                field: field.field.rawValue,
                filled: field.filled,
                blank: field.blank,
                faulty: field.faulty
            )
        }
        let rest = FieldCoverage(
            mapping: survey.mapping,
            field: "*",
            filled: survey.coverage.records,
            blank: 0,
            faulty: 0,
            unusedRows: survey.coverage.unusedRows.map { "\($0.table):\($0.line)" },
            absentPaths: survey.coverage.silentPaths
        )
        return fields + [rest]
    }
}
