package import Dossiers

/// What is asked of the portal for one dossier (design section 7).
package enum PayloadAction: String, CaseIterable, Sendable, Hashable {
    /// `DongBoHoSoMC` with `isUpdating` False: the portal does not have the dossier.
    case create
    /// `DongBoHoSoMC` with `isUpdating` True: the whole record is sent again.
    case update
}

/// One dossier to be sent, and what the portal has of it.
package struct PayloadItem: Sendable, Hashable {
    package var action: PayloadAction
    /// The local record, read in full.
    package var dossier: Dossier
    /// What the portal shows now; nil for `create`.
    package var portal: Dossier?

    package init(action: PayloadAction, dossier: Dossier, portal: Dossier?) {
        self.action = action
        self.dossier = dossier
        self.portal = portal
    }
}

/// A dossier that cannot be sent, because the source does not give what the portal demands.
package struct PayloadRefusal: Error, Sendable, Hashable {
    /// Canonical code.
    package var code: String
    /// National name of the field.
    package var field: String
    /// In English, free of personal data.
    package var reason: String

    package init(code: String, field: String, reason: String) {
        self.code = code
        self.field = field
        self.reason = reason
    }
}

/// A value that the receiver may cut or refuse (protocol 1.4); it is sent as it is.
package struct PayloadWarning: Sendable, Hashable {
    /// Canonical code.
    package var code: String
    /// National name of the field.
    package var field: String
    /// In English, free of personal data.
    package var reason: String

    package init(code: String, field: String, reason: String) {
        self.code = code
        self.field = field
        self.reason = reason
    }
}
