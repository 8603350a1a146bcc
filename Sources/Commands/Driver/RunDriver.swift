package import Pipeline
package import Reports

/// What the commands ask of the rooms behind them; tests put their own in its place.
package struct RunDriver {
    /// Reads both sides and compares them; every finding goes through the findings, discrepancies in the order of codes.
    ///
    /// The findings are asked for once the run may begin, with its name; what `isNameTaken` there makes it ask for another.
    package var reconcile: (ReconcileRequest, (String) throws -> RunFindings) throws -> RunSummary
    /// Everything that is known of one dossier code.
    package var explain: (ExplainRequest) throws -> Explanation
    /// Looks at the configuration and the mappings that it names, without reading a feed unless asked to.
    package var check: (CheckRequest) throws -> [CheckFinding]
    /// Runs the cases of the mappings.
    package var testMappings: (MappingsRequest) throws -> [CaseOutcome]
    /// Codes of the feeds that stand in no table.
    package var unmappedCodes: (MappingsRequest) throws -> [UnmappedCode]
    /// How well the mappings fill the canonical fields.
    package var coverage: (MappingsRequest) throws -> [FieldCoverage]
    /// The effective settings without secrets, in the order of the file.
    package var settings: (ConfigurationRequest) throws -> [EffectiveSetting]
    /// Folder that reports go to by the configuration.
    package var outputFolder: (ConfigurationRequest) throws -> String
    /// What `--only` means in a configuration; throws for units and sources that nobody knows there.
    package var selection: ([Selector], ConfigurationRequest) throws -> [Selector]

    package init(
        reconcile: @escaping (ReconcileRequest, (String) throws -> RunFindings) throws -> RunSummary,
        explain: @escaping (ExplainRequest) throws -> Explanation,
        check: @escaping (CheckRequest) throws -> [CheckFinding],
        testMappings: @escaping (MappingsRequest) throws -> [CaseOutcome],
        unmappedCodes: @escaping (MappingsRequest) throws -> [UnmappedCode],
        coverage: @escaping (MappingsRequest) throws -> [FieldCoverage],
        settings: @escaping (ConfigurationRequest) throws -> [EffectiveSetting],
        outputFolder: @escaping (ConfigurationRequest) throws -> String,
        selection: @escaping ([Selector], ConfigurationRequest) throws -> [Selector]
    ) {
        self.reconcile = reconcile
        self.explain = explain
        self.check = check
        self.testMappings = testMappings
        self.unmappedCodes = unmappedCodes
        self.coverage = coverage
        self.settings = settings
        self.outputFolder = outputFolder
        self.selection = selection
    }
}
