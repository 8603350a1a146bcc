internal import CLibXML2
import Dossiers
internal import Synchronization

/// libxml2's SAX2 parser, fed piece by piece with UTF-8: the judge of well-formedness.
///
/// No document type, entity, DTD or network is ever loaded. What is recorded stands on `tape`.
@safe
final class XMLPushParser {
    /// What was met while `isRecording`.
    var tape: XMLTape
    /// Whether events are written on the tape; elements must be balanced while it is.
    var isRecording = false
    private var refusal: XMLVerdict?
    private var firstError: XMLVerdict?
    // SAFETY: created in `init`, freed only in `deinit`, and never handed out.
    private var context: xmlParserCtxtPtr?

    /// Parsers that live now; for tests of their lifetime.
    static let live = Atomic<Int>(0)

    /// A parser at the beginning of a document.
    init(tape: XMLTape) {
        self.tape = tape
        // SAFETY: libxml2 copies the handler; the callbacks take `self` back only during `feed`, when it is alive.
        var handler = unsafe Self.makeHandler()
        unsafe context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_HUGE.rawValue
        if let context = unsafe context {
            _ = unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options | XML_PARSE_IGNORE_ENC.rawValue))
            _ = unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
        } else {
            refusal = .limit("there is no memory for a parser")
        }
        Self.live.add(1, ordering: .relaxed)
    }

    deinit {
        Self.live.subtract(1, ordering: .relaxed)
        // SAFETY: the only owner lets go; no document was built (the handler builds none).
        unsafe xmlFreeParserCtxt(context)
    }

    /// Parses on; nil when all is well so far.
    ///
    /// After a verdict the parser takes nothing more.
    func feed(_ bytes: Span<UInt8>, isEnd: Bool = false) -> XMLVerdict? {
        guard refusal == nil, let context = unsafe context else { return refusal }
        // SAFETY: the bytes outlive the call, which copies what it keeps.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                _ = unsafe xmlParseChunk(
                    context,
                    characters.baseAddress,
                    Int32(truncatingIfNeeded: characters.count),
                    isEnd ? 1 : 0
                )
            }
        }
        return unsafe refusal ?? verdict(of: context)
    }

    /// Parses a whole document; nil when it is well-formed.
    func read(_ document: Span<UInt8>) -> XMLVerdict? {
        if let verdict = feed(document) { return verdict }
        return feed(Span(), isEnd: true)
    }

    /// Bytes that were taken in up to where the parser stands.
    var offset: Int {
        guard let context = unsafe context else { return 0 }
        return unsafe Int(xmlByteConsumed(context))
    }

    // SAFETY: `context` is the live context of this parser.
    private func verdict(of context: xmlParserCtxtPtr) -> XMLVerdict? {
        guard unsafe context.pointee.wellFormed == 0 else { return nil }
        refusal = firstError ?? XMLVerdict(code: unsafe context.pointee.errNo, line: 0)
        return refusal
    }

    /// Keeps the first error; later ones are its consequences, and those of namespaces are no errors of the syntax.
    // SAFETY: libxml2 hands in its error structure, alive during the call.
    private func note(_ error: UnsafeMutablePointer<xmlError>?) {
        guard firstError == nil, let error = unsafe error else { return }
        let isFatal = unsafe error.pointee.level == XML_ERR_FATAL
        if isFatal { firstError = XMLVerdict(code: unsafe error.pointee.code, line: Int(unsafe error.pointee.line)) }
    }

    /// Ends the parsing from within a callback.
    private func refuse(_ verdict: XMLVerdict) {
        refusal = refusal ?? verdict
        // SAFETY: libxml2 allows this in a callback of the same context.
        unsafe xmlStopParser(context)
    }

    private func checkTape() {
        if let excess = tape.excess { refuse(.limit(excess)) }
    }
}

// MARK: - Callbacks

extension XMLPushParser {
    private static func makeHandler() -> xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe handler.internalSubset = { subject, _, _, _ in unsafe XMLPushParser.taken(subject).refuse(.doctype) }
        unsafe handler.startElementNs = { subject, name, _, namespace, _, _, count, _, attributes in
            let parser = unsafe XMLPushParser.taken(subject)
            unsafe parser.recordElement(name, namespace, attributes, count: Int(count))
        }
        unsafe handler.endElementNs = { subject, _, _, _ in
            let parser = unsafe XMLPushParser.taken(subject)
            if parser.isRecording, parser.refusal == nil { parser.tape.close() }
        }
        unsafe handler.characters = { subject, text, count in unsafe XMLPushParser.record(text, count, for: subject) }
        unsafe handler.cdataBlock = { subject, text, count in unsafe XMLPushParser.record(text, count, for: subject) }
        unsafe handler.serror = { subject, error in unsafe XMLPushParser.taken(subject).note(error) }
        return unsafe handler
    }

    // SAFETY: the names end with zero; `attributes` holds five pointers for each of the `count` attributes; all live during the call.
    private func recordElement(
        _ name: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
        count: Int
    ) {
        guard isRecording, refusal == nil else { return }
        unsafe tape.open(name: Self.name(name).span, namespace: Self.name(namespace).span, attributes: count)
        for index in 0..<count { unsafe recordAttribute(attributes, at: 5 * index) }
        checkTape()
    }

    // SAFETY: `attributes` is libxml2's array of five pointers an attribute: name, prefix, namespace, value, end of value.
    private func recordAttribute(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, at index: Int) {
        guard let attributes = unsafe attributes, let value = unsafe attributes[index + 3] else { return }
        guard let end = unsafe attributes[index + 4] else { return }
        let buffer = unsafe UnsafeBufferPointer(start: value, count: end - value)
        unsafe tape.attribute(name: Self.name(attributes[index]).span, value: buffer.span)
    }

    // SAFETY: `subject` is the parser that the context was made for, alive during `feed`.
    private static func taken(_ subject: UnsafeMutableRawPointer?) -> XMLPushParser {
        unsafe Unmanaged<XMLPushParser>.fromOpaque(subject.unsafelyUnwrapped).takeUnretainedValue()
    }

    // SAFETY: libxml2 hands in `count` bytes that live during the call.
    private static func record(_ text: UnsafePointer<xmlChar>?, _ count: Int32, for subject: UnsafeMutableRawPointer?) {
        let parser = unsafe taken(subject)
        guard parser.isRecording, parser.refusal == nil else { return }
        unsafe parser.tape.text(UnsafeBufferPointer(start: text, count: Int(count)).span)
        parser.checkTape()
    }

    // SAFETY: a name of libxml2 that ends with zero and lives during the callback; nil stands for an empty one.
    private static func name(_ start: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
        var count = 0
        if let start = unsafe start {
            while unsafe start[count] != 0 { count += 1 }
        }
        return unsafe UnsafeBufferPointer(start: start, count: count)
    }
}
