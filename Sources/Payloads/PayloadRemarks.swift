/// What was said about the dossiers beside their documents.
package struct PayloadRemarks: Sendable, Hashable {
    /// Of dossiers that are sent, in the order in which their documents were filled.
    package var warnings: [PayloadWarning] = []
    /// One for each dossier that is not sent; one more for a dossier that is, when a step of it is not.
    package var refusals: [PayloadRefusal] = []
    /// Records written, by purpose.
    package var records: [PayloadPurpose: Int] = [:]
}

/// A dossier, or a step of one, that cannot be sent.
package struct PayloadRefusal: Error, Sendable, Hashable {
    /// Why it cannot.
    package enum Reason: Sendable, Hashable {
        /// The portal demands the fields, and no source gives them.
        case missing
        /// The document breaks its schema; where and what, in English and free of values.
        case invalid(String)
    }

    /// Canonical code.
    package var code: String
    /// National names of the fields; `HoSo` for the record as a whole, `TienDo` for a step of it.
    package var fields: [String]
    package var reason: Reason

    package init(code: String, fields: [String], reason: Reason) {
        self.code = code
        self.fields = fields
        self.reason = reason
    }
}

/// A value that the receiver may cut or miss (protocol 1.4); it is sent as it is.
package struct PayloadWarning: Sendable, Hashable {
    /// What is odd about it.
    package enum Reason: Sendable, Hashable {
        /// No source gives it; it is sent blank.
        case blank
        /// It has more characters than the receiver keeps.
        case overlong(count: Int, limit: Int)
    }

    /// Canonical code.
    package var code: String
    /// National name of the field.
    package var field: String
    package var reason: Reason

    package init(code: String, field: String, reason: Reason) {
        self.code = code
        self.field = field
        self.reason = reason
    }
}
