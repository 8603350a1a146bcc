import Dossiers
import Testing

@testable import Formats

/// The scanner against whole-document reading by libxml2 and a naive walk of the tree.
struct XMLDifferentialTests {
    private static let paths = ["a", "b", "a[].b", "b[]", "a.@p", "@q", "a.b", "a[].b[].a"]
    /// The same paths without one that must not be met twice.
    private static let listed = ["a", "b", "a[].b", "b[]", "a.@p", "@q", "a.b", "a[].b[].a[]"]

    @Test(arguments: 0..<400 as Range<UInt64>)
    func generatedPagesGiveWhatTheTreeGives(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let page = XMLGenerator.page(using: &random)
        let tree = try XMLTree.document(Array(page.utf8).span, limits: FormatLimits())
        let found = try scanXML(page, paths: Self.listed)
        #expect(found.outcome.stop == nil && found.outcome.broken == 0, "\(page)")
        let expected = elements("HoSo", of: tree["DS"]).map { record in Self.listed.map { naive($0, record) } }
        #expect(found.withoutContainers.records.map(\.values) == expected, "\(page)")
    }

    @Test(arguments: 0..<2_000 as Range<UInt64>)
    func mutatedPagesGiveTheSameWithAndWithoutSpeculation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(XMLGenerator.page(using: &random).utf8)
        if seed % 4 == 0 { XMLGenerator.dropTag(&bytes, using: &random) }
        for _ in 0..<Int.random(in: 1...3, using: &random) { XMLGenerator.mutate(&bytes, using: &random) }
        let fast = try scanXML(bytes, paths: Self.paths).withoutContainers
        let slow = try scanXML(bytes, paths: Self.paths, isSpeculative: false).withoutContainers
        #expect(fast.accepted == slow.accepted, "\(String(decoding: bytes, as: UTF8.self))")
        #expect(fast.outcome == slow.outcome, "\(String(decoding: bytes, as: UTF8.self))")
    }

    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func aPageReadWholeWithoutAComplaintIsWellFormed(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(XMLGenerator.page(using: &random).utf8)
        XMLGenerator.mutate(&bytes, using: &random)
        let outcome = try scanXML(bytes, paths: Self.listed).outcome
        let isAccepted = outcome.stop == nil && outcome.broken == 0
        let isWellFormed = (try? XMLTree.document(bytes.span, limits: FormatLimits())) != nil
        #expect(
            isAccepted == isWellFormed || outcome.stop?.reason == .valueMalformed,
            "\(String(decoding: bytes, as: UTF8.self))"
        )
    }

    @Test(arguments: [1, 2, 3, 5, 7, 8, 13, 16, 31, 32, 64])
    func theSizeOfBlocksChangesNothing(blockBytes: Int) throws {
        for seed in 0..<40 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var bytes = Array(XMLGenerator.page(using: &random).utf8)
            if seed.isMultiple(of: 2) { XMLGenerator.mutate(&bytes, using: &random) }
            let whole = try scanXML(bytes, paths: Self.paths)
            #expect(try scanXML(bytes, paths: Self.paths, blockBytes: blockBytes) == whole)
        }
    }

    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func mutatedRegularRecordsGiveTheSameWithAndWithoutSpeculation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(XMLGenerator.regularPage(using: &random).utf8)
        if seed % 8 > 0 { XMLGenerator.mutate(&bytes, using: &random) }
        let slow = try scanXML(bytes, paths: Self.paths, isSpeculative: false).withoutContainers
        #expect(seed % 8 > 0 || slow.outcome == outcome(ofRecords: slow.records.count))
        for level in ScanLevel.available {
            for blockBytes in [64, 200, 256 << 10] {
                let fast = try scanXML(bytes, paths: Self.paths, blockBytes: blockBytes, level: level).withoutContainers
                #expect(fast.accepted == slow.accepted, "\(level) \(String(decoding: bytes, as: UTF8.self))")
                #expect(fast.outcome == slow.outcome, "\(level) \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    /// What a page without a fault comes to.
    private func outcome(ofRecords count: Int) -> ScanOutcome {
        var outcome = ScanOutcome()
        outcome.records = Int64(count)
        return outcome
    }

    @Test func aPageCutAtAnyByteNeverPassesForWhole() throws {
        var random = SeededGenerator(seed: 1)
        let bytes = Array(XMLGenerator.page(using: &random).utf8.dropLast())
        let whole = try scanXML(bytes, paths: Self.paths)
        for count in 0..<bytes.count {
            let found = try scanXML(Array(bytes[..<count]), paths: Self.paths)
            #expect(found.outcome.stop != nil)
            #expect(found.records == Array(whole.records.prefix(found.records.count)))
        }
    }

    private func elements(_ name: String, of value: RecordValue?) -> [RecordValue] {
        switch value?[name] {
        case .list(let elements): elements
        case .some(let element): [element]
        case nil: []
        }
    }

    /// All values that a path leads to, those of `[]` over every element, of other components over the first.
    private func values(_ components: ArraySlice<SlotPath.Component>, _ value: RecordValue) -> [RecordValue] {
        guard let component = components.first else { return [value] }
        let found = elements(component.name, of: value)
        return (component.isList ? found[...] : found.prefix(1)).flatMap { values(components.dropFirst(), $0) }
    }

    private func naive(_ path: String, _ record: RecordValue) -> ScannedPage.Value {
        guard let components = SlotPath(path)?.components else { return .absent }
        let found = values(components[...], record).map(slot)
        let filled = found.first { $0 != .text("") }
        return (components.contains(where: \.isList) ? filled : nil) ?? found.first ?? .absent
    }

    private func slot(_ value: RecordValue) -> ScannedPage.Value {
        guard case .object(let members) = value else { return .text(value.scalarText ?? "") }
        let hasElements = members.contains { $0.name != "#text" && !$0.name.hasPrefix("@") }
        return hasElements ? .container("") : .text(value["#text"]?.scalarText ?? "")
    }
}

extension ScannedPage {
    /// The records without what was read of the broken ones, which may be more or less.
    fileprivate var accepted: [Record] {
        records.map { record in
            var record = record
            if record.reason != nil { record.values = [] }
            return record
        }
    }
}
