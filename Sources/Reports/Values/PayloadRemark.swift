/// What was said about sending one dossier, for every report in its own language.
package struct PayloadRemark: Sendable, Hashable {
    /// Why it was said.
    package enum Reason: Sendable, Hashable {
        /// The dossier is not sent: the portal demands the fields, and no source gives them.
        case missing
        /// The dossier is not sent: its document breaks the schema; where and what, in English and free of values.
        case invalid(String)
        /// The field is sent blank: no source gives it.
        case blank
        /// The field is sent whole, with more characters than the receiver keeps.
        case overlong(count: Int, limit: Int)
    }

    /// Canonical code.
    package var code: String
    /// Id of the local source that the dossier came from; blank when it is not known.
    package var source = ""
    /// National names of the fields; `HoSo` for the record as a whole, `TienDo` for a step of it.
    package var fields: [String]
    package var reason: Reason

    /// Whether the dossier is not sent.
    package var isRefusal: Bool {
        switch reason {
        case .missing, .invalid: true
        case .blank, .overlong: false
        }
    }

    package init(code: String, fields: [String], reason: Reason) {
        self.code = code
        self.fields = fields
        self.reason = reason
    }
}
