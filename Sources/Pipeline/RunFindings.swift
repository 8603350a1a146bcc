import Dossiers
package import Payloads
package import Reports

/// Where the findings of a run go, in this order: quarantined records, discrepancies by code, documents.
package struct RunFindings {
    package var discrepancy: (Discrepancy) throws -> Void
    package var quarantine: (QuarantineLine) throws -> Void
    /// Takes a payload document, their index last; nil: none are made.
    package var document: ((PayloadFile) throws -> Void)?
    package var progress: @Sendable (RunProgress) -> Void
    /// Throws when the run should end.
    package var checkInterruption: () throws -> Void

    package init(
        discrepancy: @escaping (Discrepancy) throws -> Void,
        quarantine: @escaping (QuarantineLine) throws -> Void,
        document: ((PayloadFile) throws -> Void)?,
        progress: @escaping @Sendable (RunProgress) -> Void,
        checkInterruption: @escaping () throws -> Void
    ) {
        self.discrepancy = discrepancy
        self.quarantine = quarantine
        self.document = document
        self.progress = progress
        self.checkInterruption = checkInterruption
    }
}
