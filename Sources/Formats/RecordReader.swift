package import Dossiers

/// What a record cannot be read without that stands elsewhere in its page.
package enum RecordContext: Sendable, Hashable {
    /// Nothing: each record stands for itself.
    case none
    /// The titles and the separator of a CSV page.
    case columns(CSVHeader)
    /// How the bytes of an XML page are written.
    case encoding(XMLEncoding)
}

/// A record that cannot be read: what is wrong with it.
package struct RecordReaderError: Error, Sendable, Hashable {
    /// What is wrong, for the quarantine.
    package let problem: RecordProblem

    package init(_ problem: RecordProblem) { self.problem = problem }

    init(_ reason: QuarantineReason, _ detail: Sentence) { problem = RecordProblem(reason, detail: detail) }
}

/// Reads the bytes of one record into a tree: slow, whole and as strict as the scan that found them.
package struct RecordReader: Sendable {
    private let format: RecordFormat
    private let limits: FormatLimits
    private let context: RecordContext

    /// A reader of records of `format`; `context` is that of their page, see `PageScanner.context(of:)`.
    package init(format: RecordFormat, limits: FormatLimits, context: RecordContext) {
        self.format = format
        self.limits = limits
        self.context = context
    }

    /// The tree of a record; `record` is the bytes that its frame names.
    ///
    /// - Throws: when it breaks the syntax of its format or passes a limit.
    package func value(of record: Span<UInt8>) throws(RecordReaderError) -> RecordValue {
        guard record.count <= limits.recordBytes else {
            throw RecordReaderError(.limitExceeded, "longer than \(limits.recordBytes) bytes")
        }
        switch format {
        case .json, .ndjson: return try object(record)
        case .csv: return try row(record)
        case .xml: return try element(record)
        }
    }

    private func element(_ record: Span<UInt8>) throws(RecordReaderError) -> RecordValue {
        var encoding = XMLEncoding.utf8
        if case .encoding(let declared) = context { encoding = declared }
        do throws(XMLProblem) {
            return try XMLTree.record(record, encoding: encoding, limits: limits)
        } catch {
            throw RecordReaderError(error.reason, error.detail)
        }
    }

    private func object(_ record: Span<UInt8>) throws(RecordReaderError) -> RecordValue {
        let value = try JSONTreeReader.value(of: record, limits: limits)
        guard case .object = value else { throw RecordReaderError(.valueMalformed, "the record is no object") }
        return value
    }

    private func row(_ record: Span<UInt8>) throws(RecordReaderError) -> RecordValue {
        guard case .columns(let header) = context else {
            throw RecordReaderError(.columnCount, "the titles of the columns are not known")
        }
        return try CSVTreeReader(header: header, limits: limits).value(of: record)
    }
}

/// Reads whole documents into trees.
package enum RecordTree {
    /// The tree of a JSON document, a UTF-8 mark before it allowed; a scalar may stand at the top.
    ///
    /// - Throws: when it breaks RFC 8259 or passes a limit on depth, members or text.
    package static func json(_ document: Span<UInt8>, limits: FormatLimits) throws(RecordReaderError) -> RecordValue {
        let hasMark = document.count >= 3 && document[0] == 0xEF && document[1] == 0xBB && document[2] == 0xBF
        return try JSONTreeReader.value(
            of: hasMark ? document.extracting(3..<document.count) : document,
            limits: limits
        )
    }
}

extension PageScanner {
    /// What single records of a page cannot be read without.
    ///
    /// - Throws: when the page has no header where its format asks for one, or cannot be read.
    package func context(of file: borrowing PageFile) throws(ScanStop) -> RecordContext {
        switch format {
        case .csv(let dialect): return .columns(try header(of: file, dialect: dialect))
        case .xml: return .encoding(try XMLPageStart(of: file).encoding)
        case .json, .ndjson: return .none
        }
    }
}
