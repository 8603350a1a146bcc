internal import Dossiers

/// Whole small documents and single records as plain trees, read by libxml2.
///
/// Namespaces are dropped, declarations of them too. Text that is nothing but blanks between child elements is no text.
package enum XMLTree {
    /// A document as an object with one member, its root element.
    ///
    /// The encoding is that of the byte order mark or the declaration; a page that declares ISO-8859-1 while its bytes are UTF-8 is
    /// read as UTF-8 (protocol 4.4). Of the limits, depth and the count of attributes hold; texts and counts of children are
    /// bounded by the document itself.
    /// - Throws: `XMLProblem` with the offset into `bytes` (into its UTF-8 form when it is written otherwise).
    package static func document(_ bytes: Span<UInt8>, limits: FormatLimits) throws(XMLProblem) -> RecordValue {
        let text = try utf8(bytes)
        return try value(text.span, limits: limits, limitsChildren: false)
    }

    /// One record's bytes, in the encoding of its page, as the value of its element.
    ///
    /// All limits hold, as they do where pages are scanned.
    /// - Throws: `XMLProblem` with the offset into `bytes` (into its UTF-8 form when it is written otherwise).
    package static func record(
        _ bytes: Span<UInt8>,
        encoding: XMLEncoding = .utf8,
        limits: FormatLimits
    ) throws(XMLProblem) -> RecordValue {
        var text: [UInt8] = []
        var transcoder = XMLTranscoder(from: encoding)
        transcoder.append(bytes, to: &text)
        transcoder.finish(&text)
        let root = try value(text.span, limits: limits, limitsChildren: true)
        guard case .object(let members) = root, let element = members.first else { return .null }
        return element.value
    }

    /// The bytes as UTF-8 without byte order mark.
    private static func utf8(_ bytes: Span<UInt8>) throws(XMLProblem) -> [UInt8] {
        var head: [UInt8] = []
        for index in 0..<min(bytes.count, 1_024) { head.append(bytes[index]) }
        let declaration = try XMLEncoding.declaration(in: head)
        let isUTF8 = declaration.encoding == .latin1 && XMLText.isUTF8(bytes)
        var transcoder = XMLTranscoder(from: isUTF8 ? .utf8 : declaration.encoding)
        var text: [UInt8] = []
        transcoder.append(bytes.extracting(declaration.markLength...), to: &text)
        transcoder.finish(&text)
        return text
    }

    private static func value(
        _ text: Span<UInt8>,
        limits: FormatLimits,
        limitsChildren: Bool
    ) throws(XMLProblem) -> RecordValue {
        guard XMLText.isUTF8(text) else {
            throw XMLProblem(.invalidEncoding, offset: 0, detail: "bytes that are no UTF-8")
        }
        try checkTags(text, limits: limits)
        let parser = XMLPushParser(tape: XMLTape(limits: limits, limitsChildren: limitsChildren))
        parser.isRecording = true
        if let verdict = parser.read(text) {
            throw XMLProblem(verdict.reason, offset: parser.offset, line: verdict.line, detail: verdict.detail)
        }
        return parser.tape.value()
    }

    /// Refuses what libxml2 would take long over, before it sees it.
    private static func checkTags(_ text: Span<UInt8>, limits: FormatLimits) throws(XMLProblem) {
        var markup = XMLMarkup()
        var index = 0
        while let event = markup.next(in: text, from: &index) {
            if event == .doctype {
                throw XMLProblem(.brokenSyntax, offset: index, detail: XMLVerdict.doctype.detail)
            }
            if markup.attributes > limits.members {
                throw XMLProblem(.limitExceeded, offset: index, detail: "too many attributes")
            }
        }
    }
}
