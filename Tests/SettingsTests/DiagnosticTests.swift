import Dossiers
import Settings
import Testing

struct DiagnosticTests {
    @Test func aFindingIsShownWithItsLineACaretAndAHint() {
        let finding = Diagnostic(
            file: "a/doisoat.yaml",
            line: 3,
            column: 4,
            message: "unknown key `mappign`",
            hint: "did you mean `mapping`?",
            excerpt: "đơn mappign: x"
        )
        #expect(
            finding.rendered == """
                a/doisoat.yaml:3:4: error: unknown key `mappign`
                  đơn mappign: x
                     ^
                  hint: did you mean `mapping`?
                """
        )
    }

    @Test func theCaretStandsUnderDecomposedLettersAndAfterTabs() {
        let finding = Diagnostic(file: "f", line: 1, column: 5, message: "m", excerpt: "\te\u{302}\u{323}x")
        #expect(finding.rendered.split(separator: "\n")[2] == "  \t ^")
    }

    @Test func aLongLineIsCutAroundTheCaretAndControlsAreShownAsBlots() {
        let line = String(repeating: "a", count: 500) + "\u{1B}[31mX" + String(repeating: "b", count: 500)
        let lines = Diagnostic(file: "f", line: 1, column: 501, message: "m", excerpt: line).rendered
            .split(separator: "\n")
        #expect(lines[1].count <= 122)
        let caret = lines[2].count - 1
        #expect(Array(lines[1])[caret] == "\u{FFFD}")
        #expect(!lines[1].unicodeScalars.contains("\u{1B}"))
    }

    @Test func aFileAsAWholeHasNoPosition() {
        #expect(
            Diagnostic(file: "x.yaml", message: "there is no such file").rendered
                == "x.yaml: error: there is no such file"
        )
    }

    @Test func findingsAreSortedAndSaidOnce() {
        let late = Diagnostic(file: "a", line: 10, message: "m")
        let early = Diagnostic(file: "a", line: 9, message: "m")
        #expect(Diagnostics([late, early, late]).all == [early, late])
    }

    @Test(
        arguments: [
            ("recieved", ["received", "resolved"], "received"), ("mappign", ["mapping", "format"], "mapping"),
            ("Path", ["date", "path"], "path"), ("xyz", ["path", "first"], nil), ("a", [], nil),
        ] as [(String, [String], String?)]
    )
    func theNearestNameIsGuessedOnlyWhenItIsNear(word: String, known: [String], expected: String?) {
        #expect(NearestName.of(word, among: known) == expected)
    }
}
