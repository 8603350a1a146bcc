import Testing

@testable import Pipeline

/// Records on their way to one line.
struct SnapshotSqueezeTests {
    @Test(arguments: [
        ("{ \"a b\" : 1 ,\r\n\t\"c\":[ true , null ] }", #"{"a b":1,"c":[true,null]}"#),
        (#"{"a" : "x \" , : { \\" , "b" : " \\\" " }"#, #"{"a":"x \" , : { \\","b":" \\\" "}"#),
        ("  {}  ", "{}"),
        ("", ""),
        ("{\"a\": 1 \n 2}", #"{"a":1 2}"#),
        ("{\"a\": tru\te, \"b\" \"c\"}", #"{"a":tru e,"b""c"}"#),
        ("{\"a\": \"x\ny\\\nz\"}", "{\"a\":\"x\u{0B}y\\\u{0B}z\"}"),
        ("{\"a\": \"never closed }\n", "{\"a\":\"never closed }\u{0B}"),
        ("{\"t\u{EA}n\": \"T\u{1EA1} \u{1F5C2}\"}", "{\"t\u{EA}n\":\"T\u{1EA1} \u{1F5C2}\"}"),
    ])
    func blanksBetweenTokensGoAndTextsStay(text: String, line: String) {
        #expect(squeezed([text]) == line)
        #expect(squeezed([line]) == line)
        for cut in text.utf8.indices {
            let (head, tail) = (Array(text.utf8[..<cut]), Array(text.utf8[cut...]))
            #expect(squeezed([head, tail]) == line)
        }
    }

    private func squeezed(_ texts: [String]) -> String { squeezed(texts.map { Array($0.utf8) }) }

    private func squeezed(_ pieces: [[UInt8]]) -> String {
        var squeeze = BlankSqueeze()
        var line: [UInt8] = []
        for piece in pieces { squeeze.pass(piece.span, into: &line) }
        return String(decoding: line, as: UTF8.self)
    }
}
