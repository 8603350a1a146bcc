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
