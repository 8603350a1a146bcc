import Dossiers
import Formats
import Mapping
import Testing

struct DigestTests {
    @Test func theDigestAgreesWithTheDossierOnRandomRecords() throws {
        let more = "not_expected_when: { path: parent, present: true }\nskip_when: { path: gone, is: [\"1\"] }\n"
        let definition = try TestMapping.definition(fields: TestMapping.everyComparedField, more: more)
        let program = MappingProgram(definition)
        var dossiers = DossierEvaluator(program)
        var digests = DigestEvaluator(program)
        var random = SeededGenerator(state: 42)
        var seen = [0, 0, 0]
        for _ in 0..<4_000 {
            let record = RandomRecord.make(using: &random)
            var digest = DossierDigest()
            let verdict = dossiers.digest(record, with: &digests, into: &digest)
            switch (dossiers.evaluate(record), verdict) {
            case (.dossier(let dossier), .accepted):
                #expect(DigestFacts(digest) == DigestFacts(DossierDigest(of: dossier)))
                seen[0] += 1
            case (.problem(let problem, let code), .problem(let other)):
                #expect(problem == other)
                #expect((digest.keyLow | digest.keyHigh) != 0 || code == nil)
                #expect(digest.status == 0)
                seen[1] += 1
            case (.skipped, .skipped): seen[2] += 1
            case (let evaluation, let verdict): Issue.record("\(evaluation) is not \(verdict)")
            }
        }
        #expect(seen.allSatisfy { $0 > 100 }, "\(seen)")
    }

    @Test(arguments: [
        (#"{"u":"H23.23"}"#, #"{"u":" h23.23 "}"#), (#"{"name":"Hòa A"}"#, #"{"name":" HOÀ  a"}"#),
        (#"{"name":"An"}"#, #"{"name":"","owner":{"name":"an"}}"#), (#"{"dig":"1"}"#, #"{"dig":true}"#),
        (#"{"dig":"Có"}"#, #"{"dig":1}"#), (#"{"p":"2.000815"}"#, #"{"p":"2.000815.000.00.00.H23"}"#),
        (#"{"t3":"2023-12-15T08:10:02"}"#, #"{"t3":"2023-12-15T08:10:02.000Z"}"#),
        (#"{"files":[]}"#, #"{"files":[{"url":""}]}"#), (#"{"c":"A_1"}"#, #"{"c":"'a–1"}"#),
        (#"{"t4":"-"}"#, #"{"t4":"0000-00-00T00:00:00.000+0700"}"#), (#"{"k":1}"#, #"{"k":"1"}"#),
    ])
    func spellingsOfOneValueGiveOneDigest(left: String, right: String) throws {
        #expect(DigestFacts(try digest(left)) == DigestFacts(try digest(right)))
    }

    @Test(arguments: [
        (#"{"name":"An"}"#, #"{"name":"Ân"}"#), (#"{"dig":0}"#, "{}"), (#"{"k":0}"#, #"{"k":1}"#),
        (#"{"p":"2.000815"}"#, #"{"p":"2.000816"}"#), (#"{"t2":"15/12/2023 08:10"}"#, "{}"),
        (#"{"files":[{"url":"x"}]}"#, "{}"), (#"{"c":"A-1"}"#, #"{"c":"A-2"}"#),
    ])
    func differentValuesGiveDifferentDigests(left: String, right: String) throws {
        #expect(DigestFacts(try digest(left)) != DigestFacts(try digest(right)))
    }

    @Test func theNewestEventIsThatOfTheRule() throws {
        let fields = "received_at: { path: r, date: national }\n  status_at: { path: e, date: national }"
        let records = [
            #"{"c":"A-1","s":4,"r":"20231215081002"}"#, #"{"c":"A-2","s":4,"e":"20231214000000","r":"20240101000000"}"#,
            #"{"c":"","s":4,"e":"20250101000000"}"#,
        ]
        #expect(try newest(fields, more: "", records) == "2023-12-15T08:10:02+07:00")
        let rule = "as_of: newest r\n"
        #expect(try newest(fields, more: rule, records) == "2024-01-01T00:00:00+07:00")
    }

    @Test func theCarriedFieldsNameTheirFinestPrecision() throws {
        let definition = try TestMapping.definition(fields: TestMapping.everyComparedField, more: "")
        let program = MappingProgram(definition)
        #expect(program.carried.fields == .all)
        #expect(program.carried.precisions == [.second, .minute, .second, .second])
        #expect(program.isScanned)
        #expect(program.lines[.code] == 4)
        let bare = MappingProgram(try TestMapping.definition(fields: "", more: ""))
        #expect(bare.carried.fields == [])
    }

    private func newest(_ fields: String, more: String, _ records: [String]) throws -> String {
        let program = MappingProgram(try TestMapping.definition(fields: fields, more: more))
        var dossiers = DossierEvaluator(program)
        var digests = DigestEvaluator(program)
        var digest = DossierDigest()
        for record in records {
            _ = dossiers.digest(try TestRecord.value(record), with: &digests, into: &digest)
        }
        return Instant(localSeconds: digests.newestEvent, precision: .second).text
    }

    private func digest(_ json: String) throws -> DossierDigest {
        let program = MappingProgram(try TestMapping.definition(fields: TestMapping.everyComparedField, more: ""))
        var dossiers = DossierEvaluator(program)
        var digests = DigestEvaluator(program)
        var digest = DossierDigest()
        guard case .object(var members) = try TestRecord.value(json) else { return digest }
        if !members.contains(where: { $0.name == "c" }) { members.append(RecordMember(name: "c", value: .text("A-1"))) }
        members.append(RecordMember(name: "s", value: .text("4")))
        let verdict = dossiers.digest(.object(members), with: &digests, into: &digest)
        #expect(verdict == .accepted)
        return digest
    }
}

/// The fields of a digest, to compare and to print.
struct DigestFacts: Hashable {
    let words: [UInt64]
    let times: [Int64]
    let rest: [UInt8]

    init(_ digest: DossierDigest) {
        words = [digest.keyHigh, digest.keyLow] + digest.hashes.indices.map { digest.hashes[$0] }
        times = digest.times.indices.map { digest.times[$0] } + [digest.lastChange]
        rest =
            digest.precisions.indices.map { digest.precisions[$0].rawValue } + [
                digest.status, digest.isNotExpected ? 1 : 0,
            ]
    }
}

/// Records with values of every kind, good, blank and broken.
enum RandomRecord {
    private static let pools: [(name: String, values: [RecordValue])] = [
        ("c", texts(["H23.23-231215-0001", " h23_23–231215-0002 ", "TP01-CX-U0QVZU", "A-20260609-1", ""])),
        ("s", texts(["4", "9", "10", "1"]) + [.number("5")]),
        ("p", texts(["2.000815.000.00.00.H23", "1.001193", "TP01", "tp01 ", ""])),
        ("u", texts(["H23.23", " h23.23 ", "H99", ""]) + [.null]),
        ("k", texts(["0", "1", "2"]) + [.number("1")]),
        ("name", texts(["Nguyễn Văn Hòa", "NGUYỄN  VĂN HOÀ", "", "An"]) + [.null]),
        ("m", texts(["done", "done"])), ("n", texts(["2", "9", ""])),
        ("t0", texts(["20231215081002", "00000000000000", ""])),
        ("t1", texts(["15/12/2023 08:10:02", "15/12/2023", "02/07/2025", ""])),
        ("t2", texts(["15/12/2023 08:10", " "])),
        ("t3", texts(["2023-12-15T08:10:02Z", "2023-12-15T08:10:02.5+0000"])),
        ("t4", texts(["-", "2023-12-16T08:10:02", "0001-01-01T00:00:00"])), ("t5", [.number("1702602602000"), .null]),
        ("t6", texts(["/Date(1702602602000+0700)/", ""])), ("dig", texts(["1", "không", ""]) + [.bool(true)]),
        ("files", [.list([]), .list([.object([RecordMember(name: "url", value: .text("x"))])])]),
        ("note", texts(["", "a note"])), ("parent", texts(["", "x"])), ("gone", texts(["0", "", "0", "0", "0", "1"])),
    ]
    private static let broken: [RecordValue] = texts(["?", "31/02/2023", "7.5", "'"]) + [.list([.null])]

    static func make(using random: inout SeededGenerator) -> RecordValue {
        var members: [RecordMember] = []
        for (name, values) in pools {
            let dice = Int.random(in: 0..<200, using: &random)
            if dice < 10 { continue }
            let pool = dice < 12 ? broken : values
            members.append(RecordMember(name: name, value: pool.randomElement(using: &random) ?? .null))
        }
        return .object(members.shuffled(using: &random))
    }

    private static func texts(_ texts: [String]) -> [RecordValue] { texts.map { .text($0) } }
}
