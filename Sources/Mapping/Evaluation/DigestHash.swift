package import Dossiers

/// The hashes of `DossierDigest.hashes`; 0 stays free for blank.
enum DigestHash {
    /// A normalised text of the compared field of that raw value.
    @inline(__always)
    static func text(_ bytes: Span<UInt8>, _ field: Int) -> UInt64 {
        bytes.isEmpty ? 0 : max(ByteHash.narrow(bytes, seed: UInt64(field) + 1), 1)
    }

    /// A small number that stands for a normalised value.
    @inline(__always)
    static func number(_ value: UInt8, _ field: Int) -> UInt64 {
        max(ByteHash.number(UInt64(value), seed: UInt64(field) + 1), 1)
    }
}

extension DossierDigest {
    /// The digest of a dossier; equal to what `DigestEvaluator` makes of the record that the dossier was made of.
    package init(of dossier: Dossier) {
        self.init()
        (keyHigh, keyLow) = ByteHash.wide(dossier.code.canonical.utf8.span)
        status = dossier.status.rawValue
        lastChange = dossier.lastChange?.seconds ?? DossierDigest.blankTime
        isNotExpected = dossier.isNotExpected
        setHashes(of: dossier)
        for (index, field) in ComparedField.times.enumerated() {
            guard let time = dossier.time(field) else { continue }
            set(time, at: index)
        }
    }

    /// Only the halves of the key are kept.
    mutating func keepKeyOnly() {
        let key = (keyHigh, keyLow)
        clear()
        (keyHigh, keyLow) = key
    }

    private mutating func setHashes(of dossier: Dossier) {
        set(.procedure, dossier.procedure)
        set(.agency, dossier.agency)
        var folded: [UInt8] = []
        if let applicant = dossier.applicant { NameFolding.fold(applicant.utf8.span, into: &folded) }
        hashes[Int(ComparedField.applicant.rawValue)] = DigestHash.text(
            folded.span,
            Int(ComparedField.applicant.rawValue)
        )
        set(.channel, dossier.channel?.rawValue)
        set(.resultLink, dossier.hasResultLink.map { $0 ? 2 : 1 })
        set(.digitised, dossier.digitised.map { $0 ? 2 : 1 })
    }

    private mutating func set(_ field: ComparedField, _ text: String?) {
        guard let text else { return }
        hashes[Int(field.rawValue)] = DigestHash.text(text.utf8.span, Int(field.rawValue))
    }

    private mutating func set(_ field: ComparedField, _ number: UInt8?) {
        guard let number else { return }
        hashes[Int(field.rawValue)] = DigestHash.number(number, Int(field.rawValue))
    }
}
