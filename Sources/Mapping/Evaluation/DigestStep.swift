import Dossiers
import Formats

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
        case present
        /// A value that depends on nothing but its text, which comes again and again.
        case repeated
        case long
    }

    var way: Way
    /// Index in `RuleBook.rules`.
    var rule: Int
    var slot = 0
    /// `ComparedField.rawValue`; negative when the field is not compared.
    var compared: Int
    /// Index in `DossierDigest.times`; negative when the field is none of them.
    var timeIndex: Int
    /// Seconds from the zone of the texts to local time.
    var shift: Int64
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
        guard let slot = book.loneSlot(of: rule) else { return }
        self.slot = slot
        guard case .slot = rule.source else {
            if rule.isCheckedOnly { way = .checked }
            return
        }
        way = DigestStep.way(of: rule, in: book)
        hasSpans = DigestStep.hasSpans(rule, in: book)
        guard way == .present, compared >= 0 else { return }
        present = DigestHash.number(2, compared)
        absent = DigestHash.number(1, compared)
    }

    /// The steps of a book, those of repeated values numbered.
    static func steps(of book: RuleBook) -> (steps: [DigestStep], memos: Int) {
        var memos = 0
        var steps = book.rules.enumerated().map { DigestStep($0.element, at: $0.offset, in: book) }
        for index in steps.indices where steps[index].way == .repeated {
            steps[index].memo = memos
            memos += 1
        }
        return (steps, memos)
    }

    /// Whether both make the same time of the same text.
    func tellsTheSameTime(as other: DigestStep) -> Bool {
        slot == other.slot && way == other.way && shift == other.shift && (way == .nationalTime || way == .slashedTime)
    }

    private static func way(of rule: CompiledRule, in book: RuleBook) -> Way {
        if rule.isCheckedOnly { return .checked }
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
        case .iso, .none: .long
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
