package import Dossiers

/// The hashes of `DossierDigest.hashes`; 0 stays free for blank.
enum DigestHash {
    /// A normalised text of the compared field of that raw value.
    @inline(__always)
    static func text(_ bytes: Span<UInt8>, _ field: Int) -> UInt64 {
        bytes.isEmpty ? 0 : max(ByteHash.narrow(bytes, seed: UInt64(field) + 1), 1)
    }

    /// A folded name: its words one by one, so that what a word comes to can be remembered.
    static func name(folded bytes: Span<UInt8>, _ field: Int) -> UInt64 {
        var state: UInt64 = 0
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x20 {
            if index > start { state = add(word: word(bytes.extracting(start..<index)), to: state) }
            start = index + 1
        }
        return name(state, field)
    }

    /// One folded word.
    @inline(__always)
    static func word(_ bytes: Span<UInt8>) -> UInt64 { ByteHash.narrow(bytes, seed: 0) }

    /// The state of a name with one more word.
    @inline(__always)
    static func add(word: UInt64, to state: UInt64) -> UInt64 { ByteHash.number(state, seed: word) }

    /// The hash of a name from the state of its words; 0 for a name without words.
    @inline(__always)
    static func name(_ state: UInt64, _ field: Int) -> UInt64 { state == 0 ? 0 : max(state &+ UInt64(field), 1) }

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
        let field = Int(ComparedField.applicant.rawValue)
        hashes[field] = DigestHash.name(folded: folded.span, field)
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
