package import Reports

/// Every text that the commands themselves say, in one language; reports have their own `Words`.
package protocol Phrases: ProgressPhrases, CheckPhrases {
    /// Before the name of an error.
    var errorTitle: String { get }
    var warningTitle: String { get }
    /// After a run that wrote its reports.
    func written(_ folder: String) -> String
    /// Where records are set aside.
    func quarantined(_ count: Int) -> String
    /// One stage of a run, for the progress bar.
    func stage(_ stage: RunProgress.Stage) -> String
    /// A signal has ended the command, after saving what was done.
    var interrupted: String { get }
    /// The verdict of `mappings test`.
    func cases(passed: Int, failed: Int) -> String
    var expected: String { get }
    var actual: String { get }
    /// `mappings unmapped` found nothing.
    var nothingUnmapped: String { get }
    /// A row ready to paste into a table.
    var rowToPaste: String { get }
    /// A title of a table of the mapping commands.
    func title(_ title: ColumnTitle) -> String
    /// Asked before reports with personal data in clear are written.
    var confirmUnmasked: String { get }
    /// A failure without words of its own.
    func failure(_ description: String) -> String
}

/// A title of a table of the mapping commands.
package enum ColumnTitle: String, CaseIterable, Sendable, Hashable {
    case mapping
    case table
    case value
    case count
    case firstSeen
    case lastSeen
    case sample
    case nearest
    case field
    case filled
    case blank
    case faulty
    case setting
    case origin
    case unusedRows
    case absentPaths
}

extension Language {
    /// What the commands say in this language.
    package var phrases: any Phrases {
        switch self {
        case .vietnamese: VietnamesePhrases()
        case .english: EnglishPhrases()
        }
    }
}
