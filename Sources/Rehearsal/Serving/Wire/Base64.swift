import Foundation

/// Base64 of RFC 4648, section 4, as Foundation does it.
enum Base64 {
    /// The text of some bytes.
    static func encoded(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The text of the UTF-8 bytes of another.
    static func encoded(_ text: String) -> String { encoded(Array(text.utf8)) }

    /// The bytes of a text; nil when it holds anything but the alphabet and padding at its end.
    ///
    /// Foundation lets some texts pass that no encoder writes; they do not come back as they were.
    static func decoded(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}
