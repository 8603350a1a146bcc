import Dossiers
import Formats
import Foundation
import Testing

/// The scanner, the record reader, a plain reader written for these tests and Foundation read the same documents.
struct ScanDifferentialTests {
    private static let paths = ["code", "n", "a.b", "a[].b", "b[]", "ThongTinNguoiNop_Mot_HoSo", "a"]

    @Test(arguments: 0..<16 as Range<UInt64>)
    func readersAgree(seed: UInt64) throws {
        var generator = JSONDocumentGenerator(seed: seed)
        for round in 0..<120 {
            let text = generator.object()
            let document = round % 4 == 0 ? Array(text.utf8) : generator.spoiled(text)
            try expectAgreement(on: document)
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func kernelsAndBlocksAgreeOnLists(seed: UInt64) throws {
        var generator = JSONDocumentGenerator(seed: seed &+ 1_000)
        for round in 0..<12 {
            let records = (0..<6).map { _ in generator.object() }
            let isList = round % 2 == 0
            let text =
                isList
                ? "[\(records.joined(separator: ","))]"
                : records.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
            let bytes = round % 3 == 0 ? Array(text.utf8) : generator.spoiled(text)
            let format = isList ? RecordFormat.json(records: []) : .ndjson
            var settings = ScanSettings()
            settings.level = .scalar
            let expected = try scan(bytes, as: format, paths: Self.paths, settings: settings)
            for level in ScanLevel.available {
                settings.level = level
                for size in [1, 7, 64, 100, 4_096] {
                    settings.blockBytes = size
                    let page = try scan(bytes, as: format, paths: Self.paths, settings: settings)
                    #expect(page == expected, "\(level) \(size) \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
    }

    private func expectAgreement(on document: [UInt8]) throws {
        let shown = Comment(rawValue: "\(String(decoding: document, as: UTF8.self)) \(document)")
        let page = try scan(document, as: .json(records: []), paths: Self.paths)
        let plain = PlainJSON.value(of: document)
        let tree = try? RecordTree.json(document.span, limits: FormatLimits())
        #expect((tree != nil) == (plain != nil), shown)
        let foundation = try? JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed)
        if !Self.isKnownDifference(document) { #expect((foundation != nil) == (plain != nil), shown) }
        if let tree, let plain { #expect(Self.plain(tree) == plain, shown) }
        let isAccepted = page.outcome.stop == nil && !page.records.isEmpty && page.outcome.broken == 0
        let isDuplicate = page.reasons.contains(.duplicateName)
        guard case .object? = plain else {
            #expect(!isAccepted || Self.isListOfObjects(plain), shown)
            return
        }
        #expect(isAccepted || isDuplicate, shown)
        if isAccepted, let plain {
            let expected = Self.paths.map { Self.value(at: $0, of: plain) }
            #expect(page.records.first?.values.map(Self.withoutContent) == expected, shown)
        }
    }

    /// Where Foundation is known to read otherwise: it takes pages with NUL for UTF-16.
    private static func isKnownDifference(_ document: [UInt8]) -> Bool { document.contains(0) }

    private static func isListOfObjects(_ value: PlainJSON.Value?) -> Bool {
        guard case .list? = value else { return false }
        return true
    }

    private static func plain(_ value: RecordValue) -> PlainJSON.Value {
        switch value {
        case .null: .null
        case .bool(let truth): .bool(truth)
        case .number(let digits): .number(digits)
        case .text(let text): .text(text)
        case .list(let elements): .list(elements.map(plain))
        case .object(let members): .object(members.map { ($0.name, plain($0.value)) })
        }
    }

    // MARK: - What a slot should hold

    private static func value(at path: String, of record: PlainJSON.Value) -> ScannedPage.Value {
        let components = SlotPath(path)?.components ?? []
        let found = values(components[...], of: record)
        let best = found.first { !isBlank($0) } ?? found.first
        return best.map(shown) ?? .absent
    }

    private static func values(_ path: ArraySlice<SlotPath.Component>, of value: PlainJSON.Value) -> [PlainJSON.Value] {
        guard let component = path.first else { return [value] }
        guard case .object(let members) = value, let member = members.first(where: { $0.name == component.name }) else {
            return []
        }
        guard component.isList, case .list(let elements) = member.value else {
            return values(path.dropFirst(), of: member.value)
        }
        return elements.flatMap { values(path.dropFirst(), of: $0) }
    }

    private static func isBlank(_ value: PlainJSON.Value) -> Bool { value == .null || value == .text("") }

    private static func withoutContent(_ value: ScannedPage.Value) -> ScannedPage.Value {
        if case .container = value { return .container("") }
        return value
    }

    private static func shown(_ value: PlainJSON.Value) -> ScannedPage.Value {
        switch value {
        case .null: .null
        case .bool(let truth): .bool(truth ? "true" : "false")
        case .number(let digits): .number(digits)
        case .text(let text): .text(text)
        case .list, .object: .container("")
        }
    }
}
