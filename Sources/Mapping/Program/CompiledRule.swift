import Dossiers

/// One rule in the form that the hot path reads: plain numbers, no references.
struct CompiledRule: Sendable {
    /// Where the value stands.
    enum Source: Sendable {
        case slot(Int)
        /// Several slots, a constant or a decision table: in the rule's `RuleDetail`.
        case detailed
    }

    /// What the unpacked text must become.
    enum Target: Sendable {
        case text
        case code
        case procedure
        case name
        case channel
        case status
        case truth
        case present
        case time
    }

    /// A single date format that is read without looking at the rule's list.
    enum QuickDate: Sendable {
        case none
        case national
        case slashed
        case iso
    }

    var field: Field
    var source: Source
    var target: Target
    /// Index in `MappingProgram.tables`; negative: no table.
    var table: Int = -1
    /// Index in `MappingProgram.details`; negative: the text is taken as it stands.
    var detail: Int = -1
    /// Index in `MappingProgram.dates`; negative: no date.
    var dates: Int = -1
    var quickDate = QuickDate.none
    var zone = DateZone()
    /// 1-based line in the mapping file.
    var line: Int
    /// Whether texts of this field are personal data.
    var isPersonal = false
    /// `ComparedField.rawValue`; negative when the field is not compared.
    var compared: Int = -1
    /// Index in `DossierDigest.times`; negative when the field is none of them.
    var timeIndex: Int = -1
    /// Whether the digest only needs to know that a text, if any, stands there.
    var isCheckedOnly = false
}

/// The parts of a rule that need more than a number; read off the hot path.
struct RuleDetail: Sendable {
    enum Source: Sendable {
        case slot(Int)
        case compound([Int])
        case first([Int])
        case join([Int], with: [UInt8])
        case constant([UInt8])
        case decide(Int)
    }

    var source: Source
    var decode: [TextDecoding] = []
    var split: (separator: [UInt8], take: SplitRule.Piece)?
    var stripPrefix: [UInt8] = []
    var stripSuffix: [UInt8] = []
    var addPrefix: [UInt8] = []
    var addSuffix: [UInt8] = []
    var absent: [[UInt8]] = []

    /// Whether the texts are taken as they stand.
    var isPlain: Bool {
        decode.isEmpty && split == nil && stripPrefix.isEmpty && stripSuffix.isEmpty && addPrefix.isEmpty
            && addSuffix.isEmpty && absent.isEmpty
    }
}

/// The formats of one date rule.
struct DateRule: Sendable {
    var formats: [DateFormat]
    var zone: DateZone
}

/// A `Condition` on a slot.
struct CompiledCondition: Sendable {
    enum Test: Sendable {
        case present
        case blank
        case isOneOf([[UInt8]])
    }

    var slot: Int
    var test: Test
}
