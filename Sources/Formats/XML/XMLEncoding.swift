internal import Dossiers

/// How the characters of an XML page are written.
package enum XMLEncoding: Sendable, Hashable {
    case utf8, utf16LittleEndian, utf16BigEndian, latin1, windows1252

    /// What the first bytes of a page say: byte order mark, else the XML declaration, else UTF-8.
    struct Declaration: Sendable, Hashable {
        var encoding: XMLEncoding
        /// Bytes of the byte order mark.
        var markLength: Int
        /// The name that the declaration gives, in lower case; nil when it gives none.
        var name: String?
    }

    /// Reads the declaration in the first bytes of a page (1 KiB is plenty).
    ///
    /// - Throws: `invalidEncoding` for an encoding that is none of the cases.
    static func declaration(in head: [UInt8]) throws(XMLProblem) -> Declaration {
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw unsupported("UTF-32")
        }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            return Declaration(encoding: .utf8, markLength: 3, name: declaredName(head))
        }
        if head.starts(with: [0xFF, 0xFE]) { return Declaration(encoding: .utf16LittleEndian, markLength: 2) }
        if head.starts(with: [0xFE, 0xFF]) { return Declaration(encoding: .utf16BigEndian, markLength: 2) }
        if head.starts(with: [0x3C, 0, 0x3F, 0]) { return Declaration(encoding: .utf16LittleEndian, markLength: 0) }
        if head.starts(with: [0, 0x3C, 0, 0x3F]) { return Declaration(encoding: .utf16BigEndian, markLength: 0) }
        guard let name = declaredName(head) else { return Declaration(encoding: .utf8, markLength: 0) }
        guard let encoding = named(name) else { throw unsupported("which the page declares") }
        return Declaration(encoding: encoding, markLength: 0, name: name)
    }

    private static func unsupported(_ what: String) -> XMLProblem {
        XMLProblem(.invalidEncoding, offset: 0, line: 1, detail: "the encoding, \(what), is not supported")
    }

    /// A page whose bytes are ASCII-compatible cannot be UTF-16, whatever it declares (databases export such pages).
    private static func named(_ name: String) -> XMLEncoding? {
        switch name {
        case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be": .utf8
        case "iso-8859-1", "latin1", "latin-1", "iso8859-1": .latin1
        case "windows-1252", "cp1252": .windows1252
        default: nil
        }
    }

    /// The value of the pseudo attribute `encoding`; nil when the page begins with no declaration that has one.
    private static func declaredName(_ head: [UInt8]) -> String? {
        let body = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        guard body.starts(with: "<?xml".utf8), let end = body.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let text = String(decoding: body[..<end], as: UTF8.self)
        guard let key = text.firstRange(of: "encoding") else { return nil }
        let value = text[key.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\n" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return value.dropFirst().prefix { $0 != quote }.lowercased()
    }

    /// Bytes that a character takes in this encoding.
    func width(of scalar: Unicode.Scalar) -> Int {
        switch self {
        case .utf8: UTF8.width(scalar)
        case .utf16LittleEndian, .utf16BigEndian: 2 * UTF16.width(scalar)
        case .latin1, .windows1252: 1
        }
    }
}
