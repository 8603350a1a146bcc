import Dossiers
import Testing

struct SentenceTests {
    @Test func englishIsWhatIsWritten() {
        let count = 3
        let sentence: Sentence = "\(count) rows under `{ env: NAME }`, {} and {2}"
        #expect(sentence.description == "3 rows under `{ env: NAME }`, {} and {2}")
        #expect(sentence == "3 rows under `{ env: NAME }`, {} and {2}")
    }

    @Test func anotherLanguagePutsTheFactsWhereItWants() {
        let patterns = ["{} of {} records": "trong {2} bản ghi có {1}", "page {}: {}": "trang {}: {}"]
        let part: Sentence = "\(2) of \(5) records"
        let whole: Sentence = "page \("a{1}"): \(part)"
        #expect(whole.text { patterns[$0] } == "trang a{1}: trong 5 bản ghi có 2")
    }

    @Test func aPatternThatIsNotKnownStaysEnglish() {
        let sentence: Sentence = "no \("x") here"
        #expect(sentence.text { _ in nil } == "no x here")
    }

    @Test func wordsOfALibraryAreAPattern() {
        #expect(Sentence(said: "File too large").text { ["File too large": "tệp lớn quá"][$0] } == "tệp lớn quá")
    }
}
