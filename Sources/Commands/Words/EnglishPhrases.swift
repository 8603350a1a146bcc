package import Reports

/// What the commands say in English.
package struct EnglishPhrases: Phrases {
    package init() {}

    package var errorTitle: String { "error" }
    package var warningTitle: String { "warning" }
    package var interrupted: String { "stopped by a signal" }
    package var expected: String { "expected" }
    package var actual: String { "actual" }
    package var nothingUnmapped: String { "Every code stands in its table." }
    package var rowToPaste: String { "row to paste" }
    package var confirmUnmasked: String { "The reports will hold personal data in clear. Go on? [y/N] " }

    package func written(_ folder: String) -> String { "wrote \(folder)" }

    package func quarantined(_ count: Int) -> String {
        "\(count) records were set aside; why (each of them: quarantine.ndjson of a run, `doisoat mappings unmapped`):"
    }

    package func stage(_ stage: RunProgress.Stage) -> String {
        switch stage {
        case .reading: "reading"
        case .comparing: "comparing"
        case .writing: "writing"
        }
    }

    package func cases(passed: Int, failed: Int) -> String { "\(passed) cases passed, \(failed) failed" }

    package func failure(_ description: String) -> String { "it could not be done: \(description)" }

    package func title(_ title: ColumnTitle) -> String {
        switch title {
        case .mapping: "mapping"
        case .table: "table"
        case .value: "value"
        case .count: "count"
        case .firstSeen: "first seen"
        case .lastSeen: "last seen"
        case .sample: "sample dossier"
        case .nearest: "nearest names"
        case .field: "field"
        case .filled: "filled"
        case .blank: "blank"
        case .faulty: "faulty"
        case .setting: "setting"
        case .origin: "from"
        case .unusedRows: "unused table rows"
        case .absentPaths: "paths never met"
        }
    }
}
