internal import Dossiers

/// One scan of one page.
struct XMLScan: ~Copyable {
    let path: [XMLName]
    let limits: FormatLimits
    /// Whether regular records are read without libxml2.
    let isSpeculative: Bool
    var input: XMLInput
    private var index: XMLIndex
    var walker: XMLRecordWalker
    var spare: XMLSlots
    var judge: XMLJudge
    var outcome = ScanOutcome()
    /// Index into the input of what comes next.
    var position = 0
    var wrappers: [XMLWrapper] = []
    /// How many of the wrappers, from the root on, are those of the path.
    var matched = 0
    /// Whether the markup or the record read last does not end in the bytes that are read.
    var isInMarkup = false
    /// Whether libxml2 was shown anything since it last had to judge.
    var isUnsettled = false
    /// Whether other parts of the page follow the one that is read.
    var isPart = false

    init(path: [XMLName], plan: XMLPlan, limits: FormatLimits, isSpeculative: Bool, input: XMLInput, level: ScanLevel) {
        self.path = path
        self.limits = limits
        self.isSpeculative = isSpeculative
        self.input = input
        index = XMLIndex(level: level)
        walker = XMLRecordWalker(plan: plan, limits: limits)
        spare = XMLSlots(plan: plan)
        judge = XMLJudge(limits: limits)
    }

    /// Reads the page to its end, or to where it cannot be read on.
    ///
    /// A part that other parts follow must end before markup of the elements that it is said to end inside.
    mutating func run(
        _ file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable,
        endingInside inside: [XMLWrapper]? = nil
    ) {
        isPart = inside != nil
        do throws(ScanStop) {
            try readOn(file)
            while try hasMore(file) {
                try readRegularRecords(into: &sink)
                guard position < input.count else { continue }
                if input.bytes[position] == UInt8(ascii: "<") {
                    try readMarkup(file, into: &sink)
                } else {
                    try readText(file)
                }
            }
            if let inside { try endPart(inside, file) } else { try check(judge.finish()) }
        } catch {
            outcome.stop = error
        }
    }

    /// Whether anything of the page is left; reads on when need be.
    mutating func hasMore(_ file: borrowing PageFile) throws(ScanStop) -> Bool {
        while position == input.count, !input.isAtEnd { try readOn(file) }
        return position < input.count
    }

    /// Brings more bytes behind those from `position` on.
    mutating func readOn(_ file: borrowing PageFile) throws(ScanStop) {
        guard input.count - position <= limits.recordBytes else {
            throw stop(.limitExceeded, "a tag or text outside the records is too long")
        }
        try input.advance(past: position, of: file)
        position = 0
        if isSpeculative { index.update(input) }
    }

    /// Reads records, and the blanks between them, as long as they are regular and whole in memory.
    private mutating func readRegularRecords(into sink: inout some RecordSink & ~Copyable) throws(ScanStop) {
        guard isSpeculative, !isUnsettled, !wrappers.isEmpty, isAtRecords else { return }
        while case .record(let range) = walkNext(), range.count <= limits.recordBytes {
            position = range.lowerBound
            deliverRegular(range, into: &sink)
        }
    }

    /// Whether records are children of the element at hand.
    var isAtRecords: Bool { matched == wrappers.count && matched == path.count - 1 }

    private mutating func walkNext() -> XMLRecordWalker.Outcome {
        Self.walk(&walker, index, input) { [position] walker, memory in
            walker.walkNext(memory, from: position)
        }
    }

    /// The regular record that begins at `position`, as far as it is in memory.
    mutating func walk() -> XMLRecordWalker.Outcome {
        Self.walk(&walker, index, input) { [position] walker, memory in
            walker.walk(memory, from: position)
        }
    }

    @inline(__always)
    private static func walk(
        _ walker: inout XMLRecordWalker,
        _ index: XMLIndex,
        _ input: XMLInput,
        _ body: (inout XMLRecordWalker, XMLMemory) -> XMLRecordWalker.Outcome
    ) -> XMLRecordWalker.Outcome {
        index.withMemory(of: input) { memory in body(&walker, memory) } ?? .irregular
    }

    mutating func readText(_ file: borrowing PageFile) throws(ScanStop) {
        var end = position
        while true {
            while end < input.count, input.bytes[end] != UInt8(ascii: "<") { end += 1 }
            if end < input.count || input.isAtEnd { break }
            let read = end - position
            try readOn(file)
            end = read
        }
        let text = position..<end
        let isBlank = input.bytes[text].allSatisfy(XMLBytes.isBlank)
        guard isBlank || XMLText.hasWholeReferences(input.bytes.span.extracting(text)) else {
            throw stop(.brokenSyntax, "a reference between the records that is none")
        }
        if wrappers.isEmpty || !isBlank { try feed(text) }
        position = end
    }

    /// Lets libxml2 judge all that stands before a record: it judges a text or a broken tag only when it sees what follows.
    mutating func settle() throws(ScanStop) {
        guard isUnsettled else { return }
        try check(judge.feed(Self.comment.span))
        isUnsettled = false
    }

    private static let comment = Array("<!---->".utf8)

    private mutating func readMarkup(
        _ file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        guard isAtRecords, let name = try recordName(file) else { return try readToken(file) }
        try readRecord(named: name, file, into: &sink)
    }

    /// The written name of the tag that comes next when it is that of a record; nil when it is another.
    mutating func recordName(_ file: borrowing PageFile) throws(ScanStop) -> [UInt8]? {
        var end = position + 1
        while true {
            while end < input.count, !XMLMarkup.endsName(input.bytes[end]) { end += 1 }
            if end < input.count || input.isAtEnd { break }
            let read = end - position
            try readOn(file)
            end = position + read
        }
        let name = Array(input.bytes[(position + 1)..<end])
        let (local, namespace) = walker.scope.resolve(name)
        guard let last = path.last, last.local.elementsEqual(local), end < input.count else { return nil }
        if last.namespace == nil || last.matches(local: local, namespace: namespace) { return name }
        let start = Array(input.bytes[position..<min(input.count, end + limits.textBytes)])
        let own = XMLWrapper(tag: Array(start.prefix { $0 != UInt8(ascii: ">") }), in: walker.scope)
        return last.matches(local: own.local, namespace: own.namespace) ? name : nil
    }

    mutating func readToken(_ file: borrowing PageFile) throws(ScanStop) {
        isInMarkup = true
        var markup = XMLMarkup()
        var end = position
        var event: XMLMarkup.Event?
        while true {
            event = markup.next(in: input.bytes.span.extracting(first: input.count), from: &end)
            if event != nil || input.isAtEnd { break }
            let read = end - position
            try readOn(file)
            end = position + read
        }
        if event == .doctype { throw stop(XMLVerdict.doctype.reason, XMLVerdict.doctype.detail) }
        guard markup.attributes <= limits.members else { throw stop(.limitExceeded, "too many attributes") }
        let token = position..<end
        try feed(token)
        try follow(event, Array(input.bytes[token]))
        position = end
        isInMarkup = event == nil
    }

    /// Keeps account of the elements around the records.
    private mutating func follow(_ event: XMLMarkup.Event?, _ token: [UInt8]) throws(ScanStop) {
        switch event {
        case .startTag:
            try enter(XMLWrapper(tag: token, in: walker.scope))
        case .emptyTag where wrappers.isEmpty:
            try checkRoot(XMLWrapper(tag: token, in: walker.scope))
        case .endTag where !wrappers.isEmpty:
            wrappers.removeLast()
            matched = min(matched, wrappers.count)
            walker.scope = wrappers.last?.scope ?? XMLScope()
        default: break
        }
    }

    private mutating func enter(_ wrapper: XMLWrapper) throws(ScanStop) {
        guard wrappers.count < limits.depth else { throw stop(.limitExceeded, "elements are nested too deep") }
        if wrappers.isEmpty { try checkRoot(wrapper) }
        if wrapper.isFault { throw stop(.valueMalformed, "the page is a SOAP fault") }
        let isOnPath = matched == wrappers.count && matched < path.count - 1
        if isOnPath, path[matched].matches(local: wrapper.local, namespace: wrapper.namespace) { matched += 1 }
        wrappers.append(wrapper)
        walker.scope = wrapper.scope
    }

    private mutating func checkRoot(_ root: XMLWrapper) throws(ScanStop) {
        guard let wanted = path.first, !wanted.matches(local: root.local, namespace: root.namespace) else { return }
        throw stop(.valueMalformed, "the root element is not the one that the mapping names")
    }

    private mutating func feed(_ range: Range<Int>) throws(ScanStop) {
        guard XMLText.isUTF8(input.bytes.span.extracting(range)) else {
            throw stop(.invalidEncoding, "bytes that are no UTF-8")
        }
        try check(judge.feed(input.bytes.span.extracting(range)))
        isUnsettled = true
    }

    mutating func check(_ verdict: XMLVerdict?) throws(ScanStop) {
        if let verdict { throw stop(verdict.reason, verdict.detail) }
    }

    /// A stop at the current place.
    mutating func stop(_ reason: QuarantineReason, _ detail: Sentence) -> ScanStop {
        ScanStop(reason, offset: input.offset(of: position), detail: detail)
    }
}
