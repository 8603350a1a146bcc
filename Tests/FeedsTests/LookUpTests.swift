import LoopbackServer
import Testing

@testable import Feeds

/// Dossiers that are looked up one by one (`TraCuuHoSo`, protocol 2.2).
@Suite(.timeLimit(.minutes(15)))
struct LookUpTests {
    private static let codes = ["H23-231201-0001", "H23-231201-0004", "H23-231201-9999"]

    private static var family: Family {
        var family = Family.session
        family.fetch = """
            kind: dvcqg-session, url: AT/mapi/g, unit: H23, codes: { file: c }, auth: { login: { user: u, password: { env: P } } }
            """
        return family
    }

    /// Answers a look-up with its dossier; an unknown one with `unknown`.
    private static func served(unknown: String) throws -> ServedFamily {
        try ServedFamily(family) { _, call in
            let found = ServedFamily.dossiers.first { $0.code == call.member("mahoso") }
            return [.answer(found.map { family.answer([family.row($0)], 1, true) } ?? unknown)]
        }
    }

    @Test func everyCodeIsAskedForAsDocumented() throws {
        let served = try Self.served(unknown: #"{"error_code":"-1","message":"không tồn tại"}"#)
        let pulled = try served.pull(served.feed(codes: Self.codes))
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == Array(Self.codes.prefix(2)))
        #expect(
            served.asked.sorted()
                == (Self.codes + Self.codes.suffix(1)).map {
                    #"POST /mapi/g {"session":"s3cret-key-1","madonvi":"H23","service":"TraCuuHoSo","mahoso":"\#($0)"}"#
                }
        )
        // The code that is not known is asked for twice.
        #expect(pulled.listed.count == 3, "the answer that knows nothing is kept as well")
        #expect(pulled.steps.count == 2)
    }

    @Test func anEmptyListKnowsNothingEither() throws {
        let served = try Self.served(unknown: #"{"error_code":0,"data":[]}"#)
        let pulled = try served.pull(served.feed(codes: Self.codes))
        #expect(pulled.result.isComplete)
        #expect(pulled.codes == Array(Self.codes.prefix(2)))
    }

    @Test(arguments: [#"{"error_code":"-5","message":"lỗi hệ thống"}"#, "<html>", ""])
    func anAnswerThatIsNoneIsAProblemAndNotUnknown(answer: String) throws {
        let served = try Self.served(unknown: answer)
        let pulled = try served.pull(served.feed(codes: Self.codes))
        #expect(!pulled.result.isComplete)
        #expect(pulled.codes == Array(Self.codes.prefix(2)))
        #expect(served.asked.count > Self.codes.count, "it is asked for again")
    }

    @Test func aSourceThatFailsForManyCodesIsGivenUp() throws {
        let served = try ServedFamily(Self.family) { _, _ in [.answer("", status: "500 Error")] }
        let codes = (0..<50).map { "H23-231201-\(1_000 + $0)" }
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 1 }", codes: codes))
        #expect(pulled.problems == [.transferFailed, .transferFailed, .transferFailed])
        #expect(served.asked.count == 3)
    }

    @Test func withoutCodesNothingIsAskedAndTheFeedIsWhole() throws {
        let served = try Self.served(unknown: "")
        let pulled = try served.pull(served.feed(codes: []))
        #expect(pulled.result.isComplete && pulled.result.pages.isEmpty)
        #expect(served.server.calls.isEmpty)
    }
}
