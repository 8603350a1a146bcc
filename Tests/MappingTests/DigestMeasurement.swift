import Dossiers
import Formats
import Foundation
import Mapping
import Testing

/// Opt-in: `DOISOAT_MEASURE=1 swift test -c release --filter DigestMeasurement` prints the time of one digest.
struct DigestMeasurement {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["DOISOAT_MEASURE"] != nil))
    func oneDigestOfTenFields() throws {
        let fields = """
            procedure: { path: serviceCode, as: procedure-code }
              agency: { path: govAgencyCode, table: units }
              channel: { path: originality, values: { "1": online, "2": inter-agency, "3": in-person } }
              applicant: { path: applicantName, as: person-name }
              received_at: { path: receiveDate, date: dd/MM/yyyy HH:mm:ss }
              due_at: { path: dueDate, date: dd/MM/yyyy HH:mm:ss }
              finished_at: { path: releaseDate, date: dd/MM/yyyy HH:mm:ss }
              returned_at: { path: finishDate, date: dd/MM/yyyy HH:mm:ss }
            """
        let program = MappingProgram(try TestMapping.definition(fields: fields, more: ""))
        let values = [
            "c": "000.23.18.H23-231215-0012", "s": "10", "serviceCode": "2.000815.000.00.00.H23",
            "govAgencyCode": "H23.23", "originality": "3", "applicantName": "NGUYỄN VĂN MẪU A",
            "receiveDate": "15/12/2023 08:12:33", "dueDate": "15/12/2023 17:00:00",
            "releaseDate": "15/12/2023 09:58:00", "finishDate": "15/12/2023 10:05:10",
        ]
        var bytes: [UInt8] = []
        var slots: [Slot] = []
        for path in program.plan.paths {
            let value = Array((values[path.text] ?? "").utf8)
            slots.append(Slot(.text, start: bytes.count, count: value.count))
            bytes += value
        }
        var evaluator = DigestEvaluator(program)
        var digest = DossierDigest()
        var sum: UInt64 = 0
        let count = 1_000_000
        let time = ContinuousClock().measure {
            for _ in 0..<count {
                if evaluator.digest(slots.span, in: bytes.span, into: &digest) != .accepted { sum = 0 }
                sum &+= digest.keyLow
            }
        }
        print("digest: \(time / count) a record, \(sum)")
    }
}
