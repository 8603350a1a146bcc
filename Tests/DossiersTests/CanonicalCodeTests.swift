import Testing

@testable import Dossiers

struct CanonicalCodeTests {
    /// Every byte at every place of a code of nine bytes.
    @Test func isCanonicalOnlyWhereCanonicalisingChangesNothing() {
        for place in 0..<9 {
            for byte in UInt8.min...UInt8.max {
                var text = Array("H23-01-09".utf8)
                text[place] = byte
                var canonical: [UInt8] = []
                let isCode = DossierCode.canonicalise(text.span, into: &canonical)
                if DossierCode.isCanonical(text.span) { #expect(isCode && canonical == text) }
            }
        }
    }

    @Test(arguments: ["000.00.23.H23-231229-0001", "H23-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789"])
    func usualCodesAreCanonical(_ code: String) {
        let isCanonical = DossierCode.isCanonical(code.utf8.span)
        #expect(isCanonical)
    }

    @Test(arguments: ["000.00.23.h23-231229-0001", "12345678.0", "'H23-231229", "H23_231229", " H23-231229", "H23-1"])
    func othersTakeTheLongWay(_ code: String) {
        let isCanonical = DossierCode.isCanonical(code.utf8.span)
        #expect(!isCanonical)
    }

    @Test(arguments: [
        "=\"H23-231229-0001\"", " =\"H23-231229-0001\" ", "'H23-231229-0001", "H23\u{2212}231229\u{2212}0001",
        "H23\u{2013}231229_0001", "h23-231229-0001",
    ])
    func spellingsOfSpreadsheetsAreTheSameCode(_ code: String) {
        #expect(DossierCode(code)?.canonical == "H23-231229-0001")
    }

    @Test(arguments: ["1.23E+15", "1,23E+15", "1.23e15", "1E+15", "1.23E\u{2212}5", "'1.23E+15", "=\"1.23E+15\""])
    func roundedNumbersAreNoCodes(_ code: String) {
        let isCanonical = DossierCode.isCanonical(code.utf8.span)
        #expect(DossierCode(code) == nil && !isCanonical)
    }

    @Test(arguments: ["1E15-0001", "H23E+15", "1.E+15", "12.3E+15", "1.23E+1500", "G.1E+5", "1E15"])
    func otherTextsWithAnEStayCodes(_ code: String) {
        #expect(DossierCode(code)?.canonical == code)
    }
}
