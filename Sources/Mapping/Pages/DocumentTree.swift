import Dossiers
import Formats

/// Reads whole documents as trees, in the words of this room.
enum DocumentTree {
    /// The document of a page.
    static func page(
        _ bytes: Span<UInt8>,
        as format: RecordFormat,
        limits: FormatLimits
    ) throws(ScanStop) -> RecordValue {
        do throws(Failure) {
            return try document(bytes, as: format.inner, limits: limits)
        } catch {
            throw ScanStop(error.reason, offset: Int64(error.offset), detail: error.detail)
        }
    }

    /// The document inside a text of a page.
    static func inner(
        _ text: RecordValue,
        by step: UnwrapStep,
        limits: FormatLimits
    ) throws(RecordProblem) -> RecordValue {
        guard let written = TreeTexts.text(of: text) else {
            throw RecordProblem(.valueMalformed, detail: "a list or an object where a text is unwrapped")
        }
        var bytes = Array(written.utf8)
        for decoding in step.decode {
            guard let decoded = decoding.decode(bytes) else {
                throw RecordProblem(.valueMalformed, detail: "no \(decoding.rawValue) text")
            }
            bytes = decoded
        }
        do throws(Failure) {
            return try document(bytes.span, as: step.inner, limits: limits)
        } catch {
            throw RecordProblem(error.reason, detail: "byte \(error.offset): \(error.detail)")
        }
    }

    private struct Failure: Error {
        var reason: QuarantineReason
        var offset: Int
        var detail: Sentence
    }

    private static func document(
        _ bytes: Span<UInt8>,
        as inner: UnwrapStep.Inner,
        limits: FormatLimits
    ) throws(Failure) -> RecordValue {
        switch inner {
        case .xml: try xml(bytes, limits)
        case .json: try json(bytes, limits)
        }
    }

    private static func xml(_ bytes: Span<UInt8>, _ limits: FormatLimits) throws(Failure) -> RecordValue {
        do throws(XMLProblem) {
            return try XMLTree.document(bytes, limits: limits)
        } catch {
            throw Failure(reason: error.reason, offset: error.offset, detail: error.detail)
        }
    }

    private static func json(_ bytes: Span<UInt8>, _ limits: FormatLimits) throws(Failure) -> RecordValue {
        do throws(RecordReaderError) {
            return try RecordTree.json(bytes, limits: limits)
        } catch {
            throw Failure(reason: error.problem.reason, offset: 0, detail: error.problem.detail ?? "no JSON")
        }
    }
}

extension RecordFormat {
    /// What a page of this format is read as.
    fileprivate var inner: UnwrapStep.Inner {
        switch self {
        case .xml: .xml
        case .json, .ndjson, .csv: .json
        }
    }
}
