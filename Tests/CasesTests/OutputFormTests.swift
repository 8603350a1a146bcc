import Foundation
import Testing

/// The forms of `diff` that name the run, so that they cannot stand in a case folder.
struct OutputFormTests {
    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

    @Test func theDocumentHoldsTheLinesOfNDJSON() throws {
        let world = try SmallWorld()
        let document = try world.run("diff", "--format", "json").stdout
        let found = try world.run("diff", "--format", "ndjson").stdout
        let tree = try #require(JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any])
        let discrepancies = try #require(tree["discrepancies"] as? [Any])
        #expect(discrepancies.count == lines(found).count)
        #expect((tree["summary"] as? [String: Any])?["exit_code"] as? Int == 1)
    }

    @Test(arguments: [("vi", "Lượt đối soát"), ("en", "Run ")]) func theTableSpeaksTheLanguage(
        language: String,
        word: String
    ) throws {
        let outcome = try SmallWorld().run("diff", "--lang", language)
        #expect((outcome.stdout + outcome.stderr).contains(word))
        #expect(outcome.stdout.contains("000.00.23.H23-230103-0001"))
    }

    @Test func aTableOnAFileHasNoColourUnlessAsked() throws {
        let world = try SmallWorld()
        #expect(try !world.run("diff").stdout.contains("\u{1B}"))
        #expect(try world.run("diff", "--color", "always").stdout.contains("\u{1B}"))
    }

    @Test func everyFormHasTheSameKeys() throws {
        let world = try SmallWorld()
        let code = /000\.00\.23\.H23-\d{6}-\d{4}/
        let found = try ["table", "json", "ndjson", "csv"].map { form in
            Set(try world.run("diff", "--format", form).stdout.matches(of: code).map { String($0.output) })
        }
        #expect(found.allSatisfy { $0 == found[0] && !$0.isEmpty })
    }
}
