import Dossiers
import Formats

/// The steps of a book and what they number.
struct DigestSteps {
    var steps: [DigestStep]
    var choices: [SlotChoice]
    /// Count of rules with repeated values, and of those with repeated pairs.
    var memos: Int
    var pairs: Int
}

/// Slots of which the first that is not blank counts.
struct SlotChoice {
    let slots: [Int]

    /// The choice of a rule that takes the first of several texts as it stands; nil for any other.
    init?(of rule: CompiledRule, in book: RuleBook) {
        guard rule.detail >= 0, book.details[rule.detail].isPlain,
            case .first(let slots) = book.details[rule.detail].source
        else { return nil }
        self.slots = slots
    }

    /// The first slot that certainly is not blank; a container when one must be looked at, absent when all are blank.
    func chosen(of slots: Span<Slot>, in bytes: Span<UInt8>) -> Slot {
        for index in self.slots {
            let slot = slots[index]
            if slot.isEmpty { continue }
            return slot.beginsPlainly(in: bytes) ? slot : Slot(.container, start: 0, count: 0)
        }
        return Slot()
    }
}

/// One rule as the hot path takes it: which short way its usual texts have, and plain numbers for it.
struct DigestStep {
    /// The short way; a text that it does not fit goes the long way, through `RecordCore`.
    enum Way {
        /// A text that is only looked at for being one.
        case checked
        case code
        case name
        case nationalTime
        case slashedTime
        case isoTime
        case present
        /// A value that depends on nothing but its text, which comes again and again.
        case repeated
        /// Such a value of two texts together.
        case repeatedPair
        case long
    }

    var way: Way
    /// Index in `RuleBook.rules`.
    var rule: Int
    var slot = 0
    /// Index of its `SlotChoice`; negative: `slot` counts.
    var choice: Int32 = -1
    /// The second slot of a pair.
    var other: Int32 = 0
    /// `ComparedField.rawValue`; negative when the field is not compared.
    var compared: Int
    /// Index in `DossierDigest.times`; negative when the field is none of them.
    var timeIndex: Int
    /// Seconds from the zone of the texts to local time.
    var shift: Int64
    /// Whether a trailing `Z` says nothing of the zone.
    var zIsLocal: Bool
    /// What a time tells beside its value.
    var role: TimeRole
    /// Whether the as-of instant is the newest of these times.
    var isNewest = false
    /// Whether the value is the status.
    var isStatus: Bool
    /// Number of the rule in the memo.
    var memo = 0
    /// Whether a table behind the value looks at the day.
    var hasSpans = false
    /// What `present` hashes to, and what absent does.
    var present: UInt64 = 0
    var absent: UInt64 = 0

    init(_ rule: CompiledRule, at index: Int, in book: RuleBook) {
        way = .long
        self.rule = index
        role = TimeRole(of: rule.field)
        isStatus = rule.field == .status
        compared = rule.compared
        timeIndex = rule.timeIndex
        shift = Instant.offset - Int64(rule.zone.seconds)
        zIsLocal = rule.zone.literalZIsLocal
        guard takeSource(of: rule, in: book) else { return }
        if way != .repeatedPair { way = DigestStep.way(of: rule, in: book) }
        hasSpans = DigestStep.hasSpans(rule, in: book)
        guard way == .present, compared >= 0 else { return }
        present = DigestHash.number(2, compared)
        absent = DigestHash.number(1, compared)
    }

    /// Takes the slots of a rule; false when its way is settled, or when it has no short one.
    private mutating func takeSource(of rule: CompiledRule, in book: RuleBook) -> Bool {
        if let slot = book.loneSlot(of: rule) {
            self.slot = slot
            guard case .slot = rule.source else {
                if rule.isCheckedOnly { way = .checked }
                return false
            }
            return true
        }
        guard rule.detail >= 0, book.details[rule.detail].isPlain else { return false }
        switch book.details[rule.detail].source {
        case .first: return true
        case .compound(let slots) where slots.count == 2 && rule.table >= 0:
            (slot, other) = (slots[0], Int32(slots[1]))
            if DigestStep.wayOfTable(rule.target) == .repeated { way = .repeatedPair }
            return way == .repeatedPair
        case .slot, .compound, .join, .constant, .decide: return false
        }
    }

    /// The steps of a book, those of repeated values numbered.
    static func steps(of book: RuleBook) -> DigestSteps {
        var (memos, pairs) = (0, 0)
        var choices: [SlotChoice] = []
        var steps = book.rules.enumerated().map { DigestStep($0.element, at: $0.offset, in: book) }
        for index in steps.indices {
            if let choice = SlotChoice(of: book.rules[index], in: book) {
                steps[index].choice = Int32(choices.count)
                choices.append(choice)
            }
            switch steps[index].way {
            case .repeated:
                steps[index].memo = memos
                memos += 1
            case .repeatedPair:
                steps[index].memo = pairs
                pairs += 1
            case .checked, .code, .name, .nationalTime, .slashedTime, .isoTime, .present, .long: break
            }
        }
        return DigestSteps(steps: steps, choices: choices, memos: memos, pairs: pairs)
    }

    /// Whether both make the same time of the same text.
    func tellsTheSameTime(as other: DigestStep) -> Bool {
        slot == other.slot && way == other.way && shift == other.shift && choice < 0 && isTime
    }

    private var isTime: Bool { way == .nationalTime || way == .slashedTime || way == .isoTime }

    private static func way(of rule: CompiledRule, in book: RuleBook) -> Way {
        if rule.target == .text, rule.table < 0, rule.compared < 0 { return .checked }
        if rule.target == .present { return .present }
        if rule.table >= 0 { return wayOfTable(rule.target) }
        switch rule.target {
        case .code: return rule.field == .code ? .code : .long
        case .name: return rule.compared >= 0 ? .name : .long
        case .time: return wayOfTime(rule.quickDate)
        case .procedure, .channel, .status, .truth: return .repeated
        case .text, .present: return .long
        }
    }

    private static func hasSpans(_ rule: CompiledRule, in book: RuleBook) -> Bool {
        let table = rule.table >= 0 ? rule.table : rule.target == .procedure ? book.aliases : -1
        return table >= 0 && book.tables[table].hasSpans
    }

    private static func wayOfTable(_ target: CompiledRule.Target) -> Way {
        switch target {
        case .text, .channel, .status, .truth: .repeated
        case .code, .procedure, .name, .present, .time: .long
        }
    }

    private static func wayOfTime(_ date: CompiledRule.QuickDate) -> Way {
        switch date {
        case .national: .nationalTime
        case .slashed: .slashedTime
        case .iso: .isoTime
        case .none: .long
        }
    }
}

extension Slot {
    /// Whether nothing stands here, or the empty text.
    @inline(__always)
    var isEmpty: Bool {
        switch kind {
        case .absent, .null: true
        case .text: count == 0
        case .escaped, .number, .bool, .container: false
        }
    }

    /// Whether its text, decoded or not, certainly begins with something that is no blank.
    @inline(__always)
    func beginsPlainly(in bytes: Span<UInt8>) -> Bool {
        guard isPlain || (kind == .escaped && count > 0) else { return false }
        switch bytes[Int(start)] {
        case 0x26, 0x5C, 0x3C, 0x22: return isPlain
        case 0x21...0x7E: return true
        default: return false
        }
    }

    /// Whether its bytes are the text itself.
    @inline(__always)
    var isPlain: Bool {
        switch kind {
        case .text, .number, .bool: true
        case .absent, .null, .escaped, .container: false
        }
    }
}
