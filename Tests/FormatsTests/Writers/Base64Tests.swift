import Formats
import Testing

struct Base64Tests {
    /// The vectors of RFC 4648, section 10, and one of many bytes a letter.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("mẫu:hồ", "beG6q3U6aOG7kw=="),
    ])
    func textIsWrittenAsTheStandardSays(clear: String, text: String) {
        #expect(Base64.text(clear) == text)
    }
}
