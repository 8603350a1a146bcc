import Dossiers
import Feeds
import Formats
import Foundation
import Mapping
import Testing

@testable import Pipeline

/// Answers of SOAP services as their feed sees them, through the mappings that are shipped.
struct SOAPSurveyTests {
    private static let mappings = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "mappings")

    private static func surveying(_ name: String) throws -> PageSurveying {
        let program = MappingProgram(try MappingReader(directory: mappings.path).definition(named: name))
        let source = RunSource(id: name, side: .portal, order: 0, program: program, units: nil)
        return PageSurveying(source: source, limits: FormatLimits())
    }

    private static func sample(_ name: String, _ sample: String) throws -> FeedPage {
        let path = mappings.appending(path: "\(name)/cases/\(sample)/input.xml").path
        let bytes = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        return FeedPage(path: path, origin: "h", bytes: Int64(bytes))
    }

    private static let code = FeedSlice.code("H23-1")

    @Test(arguments: ["processing", "received", "supplement"]) func aDossierIsOneRecord(sample: String) throws {
        let survey = try Self.surveying("soap-danang").survey(Self.sample("soap-danang", sample), of: Self.code)
        #expect(survey.records == 1 && survey.keys.count == 1)
        #expect(survey.refusal == nil && !survey.isNotFound)
    }

    @Test func anUnknownCodeIsAnsweredWithABlankRecord() throws {
        let survey = try Self.surveying("soap-danang").survey(Self.sample("soap-danang", "unknown-code"), of: Self.code)
        #expect(survey.keys.isEmpty, "the blank record is none of ours")
        #expect(survey.refusal == nil, "it is an answer all the same")
    }

    /// A fault as NuSOAP sends it, which declares an encoding that it does not keep.
    private static func fault(_ words: String, prefix: String = "SOAP-ENV") -> String {
        """
        <?xml version="1.0" encoding="ISO-8859-1"?><\(prefix):Envelope \
        xmlns:\(prefix)="http://schemas.xmlsoap.org/soap/envelope/"><\(prefix):Body><\(prefix):Fault>\
        <faultcode xsi:type="xsd:string">Client</faultcode><faultactor xsi:type="xsd:string"></faultactor>\
        <faultstring xsi:type="xsd:string">\(words)</faultstring><detail xsi:type="xsd:string"></detail>\
        </\(prefix):Fault></\(prefix):Body></\(prefix):Envelope>
        """
    }

    @Test(arguments: ["soap-danang", "soap-epar"], ["SOAP-ENV", "soapenv", "S"])
    func aFaultIsARefusalWithItsWordsAndNamesNobody(mapping: String, prefix: String) throws {
        let words = "method failed for Nguyễn Thị Mẫu 099000000001"
        let page = try AnswerPage(Self.fault(words, prefix: prefix))
        for slice in [FeedSlice.whole, Self.code] {
            let survey = try page.survey(Self.surveying(mapping), slice)
            let refusal = try #require(survey.refusal).description
            #expect(refusal.hasPrefix("the service answers with a fault: method failed for"))
            #expect(!refusal.contains("Mẫu") && !refusal.contains("099000000001"))
            #expect(survey.records == 0)
        }
    }

    @Test func aFaultThatKnowsNoCodeIsAnAnswerToALookUpAlone() throws {
        let page = try AnswerPage(Self.fault("masohoso not found"))
        let lookUp = try page.survey(Self.surveying("soap-danang"), Self.code)
        #expect(lookUp.isNotFound && lookUp.refusal == nil)
        let list = try page.survey(Self.surveying("soap-danang"), .whole)
        #expect(!list.isNotFound && list.refusal != nil)
    }

    @Test(arguments: ["<html><body>login</body></html>", "<Envelope><Body>", "no markup at all"])
    func whatIsNoEnvelopeIsNoAnswer(text: String) throws {
        let page = try AnswerPage(text)
        let survey = try? page.survey(Self.surveying("soap-danang"), Self.code)
        #expect(survey == nil || survey?.refusal != nil, "\(String(describing: survey))")
    }

    @Test func aWrongPasswordGivesNoRecordAndIsNoUnknownCode() throws {
        let page = try AnswerPage(
            "<Envelope><Body><selecttrangthaiResponse><sid></sid></selecttrangthaiResponse></Body></Envelope>"
        )
        let survey = try? page.survey(Self.surveying("soap-danang"), Self.code)
        #expect(survey == nil || survey?.refusal != nil && survey?.isNotFound == false)
    }
}

/// A page on disk that goes with its last use.
private struct AnswerPage: ~Copyable {
    private let path = NSTemporaryDirectory() + "answer-" + UUID().uuidString

    init(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func survey(_ surveying: PageSurveying, _ slice: FeedSlice) throws -> PageSurvey {
        let bytes = try Data(contentsOf: URL(filePath: path)).count
        return try surveying.survey(FeedPage(path: path, origin: "h", bytes: Int64(bytes)), of: slice)
    }
}
