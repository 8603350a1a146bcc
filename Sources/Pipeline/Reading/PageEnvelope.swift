import Dossiers
import Formats
import Mapping

/// Reads what stands around the records of a page: its head, up to the first record, and its tail, behind the last.
///
/// However large the page, a few bytes are read; the records are cut out, for nobody asks for them here.
struct PageEnvelope {
    let program: MappingProgram
    let limits: FormatLimits

    /// What the page says of itself.
    ///
    /// - Parameter records: Where its records stand; nil for a page without any, which is then read whole.
    /// - Throws: when what is left is no document.
    func statement(of page: Page, records: Range<Int64>?) throws(ScanStop) -> PageStatement {
        guard program.isScanned else {
            return PageStatement(of: try TreePage(page, program, limits).envelope(), by: program.definition)
        }
        let bytes: [UInt8]
        do throws(PageFileError) {
            bytes = try self.bytes(of: PageFile(open: page.path), without: records)
        } catch {
            throw ScanStop(.brokenSyntax, offset: 0, detail: "\(error)")
        }
        guard bytes.count <= limits.recordBytes else {
            throw ScanStop(.limitExceeded, offset: 0, detail: "what stands around the records is too large")
        }
        return try PageStatement(of: bytes.span, by: program.definition, limits: limits)
    }

    private func bytes(of file: borrowing PageFile, without records: Range<Int64>?) throws(PageFileError) -> [UInt8] {
        guard let records else { return PageEnvelope.unmarked(try part(0..<file.size, of: file)) }
        let head = PageEnvelope.unmarked(try part(0..<records.lowerBound, of: file))
        return head + placeholder + (try part(records.upperBound..<file.size, of: file))
    }

    /// What stands for the records, so that a document is left.
    private var placeholder: [UInt8] {
        guard case .json = program.format else { return [] }
        return Array("null".utf8)
    }

    /// A part of a file, at most one byte more than an envelope may have.
    private func part(_ range: Range<Int64>, of file: borrowing PageFile) throws(PageFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(min(Int64(range.count), Int64(limits.recordBytes) + 1)))
        var span = bytes.mutableSpan
        let count = try file.read(at: range.lowerBound, into: &span)
        bytes.removeSubrange(count...)
        return bytes
    }

    /// Bytes without a UTF-8 mark before them.
    private static func unmarked(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
}
