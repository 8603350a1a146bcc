import Dossiers
import Formats
import Mapping
import Reports

/// The fault that a SOAP answer carries instead of a result, with HTTP 500 (protocol 6).
struct SOAPFault {
    /// What it says, free of personal data.
    let sentence: Sentence
    /// Whether it says that there is no such dossier.
    let isNotFound: Bool

    /// The fault in a page; nil when it holds none.
    init?(in page: Page, limits: FormatLimits) {
        guard page.bytes <= Int64(limits.recordBytes), let document = SOAPFault.document(page, limits),
            let fault = document["Envelope"]?["Body"]?["Fault"] ?? document["Body"]?["Fault"]
        else { return nil }
        let text = SOAPFault.text(fault["faultstring"]) ?? SOAPFault.text(fault["faultcode"]) ?? ""
        sentence = "the service answers with a fault: \(Sentence(said: MessageMask.text(of: text)))"
        isNotFound = NotFoundWords.tell(text)
    }

    private static func document(_ page: Page, _ limits: FormatLimits) -> RecordValue? {
        guard let file = try? PageFile(open: page.path) else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(file.size))
        var span = bytes.mutableSpan
        guard let count = try? file.read(at: 0, into: &span) else { return nil }
        bytes.removeSubrange(count...)
        return try? XMLTree.document(bytes.span, limits: limits)
    }

    /// The text of an element, whether it has attributes or not.
    private static func text(_ value: RecordValue?) -> String? { value?.scalarText ?? value?["#text"]?.scalarText }
}
