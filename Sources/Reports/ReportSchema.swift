/// The JSON Schemas (draft 2020-12) of what the tool writes; part of the program, so they travel with it.
package enum ReportSchema: String, CaseIterable, Sendable, Hashable {
    /// One line of `discrepancies.ndjson`.
    case discrepancy
    /// One line of `quarantine.ndjson`.
    case quarantine
    /// `summary.json`.
    case summary
    /// What `doisoat explain CODE --format json` prints.
    case explanation
    /// `manifest.json`.
    case manifest

    /// The schema as JSON, UTF-8.
    package var bytes: [UInt8] {
        switch self {
        case .discrepancy: PackageResources.discrepancy_schema_json
        case .quarantine: PackageResources.quarantine_schema_json
        case .summary: PackageResources.summary_schema_json
        case .explanation: PackageResources.explanation_schema_json
        case .manifest: PackageResources.manifest_schema_json
        }
    }
}
