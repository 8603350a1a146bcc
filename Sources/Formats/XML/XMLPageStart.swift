internal import Dossiers

/// How a page is written, and where its text begins.
package struct XMLPageStart: Sendable, Hashable {
    /// The encoding that its bytes are read in.
    package let encoding: XMLEncoding
    /// Bytes of the byte order mark.
    package let offset: Int64
    /// The encoding that the page declares when it is not that of its bytes; nil when it declares the truth or nothing.
    package let mistakenEncoding: String?

    /// Reads the beginning of a page; of a page that declares a one-byte encoding, all of it, for its bytes may be UTF-8.
    ///
    /// - Throws: `invalidEncoding` for an encoding that is not supported; a stop when the page cannot be read.
    package init(of file: borrowing PageFile) throws(ScanStop) {
        let declaration: XMLEncoding.Declaration
        let head = try PageStart.bytes(of: file, count: 1_024)
        do throws(XMLProblem) {
            declaration = try XMLEncoding.declaration(in: head)
        } catch {
            throw ScanStop(error.reason, offset: 0, detail: error.detail)
        }
        offset = Int64(declaration.markLength)
        let isOneByte = declaration.encoding == .latin1 || declaration.encoding == .windows1252
        let isMistaken = isOneByte ? try Self.isUTF8(file) : false
        encoding = isMistaken ? .utf8 : declaration.encoding
        mistakenEncoding = isMistaken ? declaration.name : nil
    }

    private static func isUTF8(_ file: borrowing PageFile) throws(ScanStop) -> Bool {
        var input = XMLInput(encoding: .utf8, start: 0, blockBytes: 64 << 10)
        var done = 0
        repeat {
            try input.advance(past: done, of: file)
            done = input.isAtEnd ? input.count : wholeCharacters(input.bytes, input.count)
            guard XMLText.isUTF8(input.bytes.span.extracting(first: done)) else { return false }
        } while !input.isAtEnd
        return true
    }

    /// Bytes up to the last one that begins a character.
    private static func wholeCharacters(_ bytes: [UInt8], _ count: Int) -> Int {
        var end = count
        while end > count - 4, end > 0, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
        return end > 0 && bytes[end - 1] >= 0xC0 ? end - 1 : count
    }
}
