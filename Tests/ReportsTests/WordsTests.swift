import Dossiers
import Reports
import Testing

struct WordsTests {
    @Test(arguments: Language.allCases)
    func everySituationHasADistinctNameAndAnExplanation(language: Language) {
        let words = language.words
        #expect(Set(Situation.allCases.map(words.name(of:))).count == Situation.allCases.count)
        let sentences = Situation.allCases.map { words.explanation(of: Examples.discrepancy($0)) }
        #expect(Set(sentences).count == sentences.count)
        for sentence in sentences { #expect(sentence.hasSuffix(".") && sentence.count > 15, "\(sentence)") }
    }

    @Test(arguments: Language.allCases)
    func everyCheckHasADistinctMeaning(language: Language) {
        let meanings = Check.allCases.map(language.words.meaning(of:))
        #expect(Set(meanings).count == meanings.count)
        #expect(!meanings.contains { $0.isEmpty || $0.hasSuffix(".") })
    }

    @Test(arguments: Language.allCases)
    func everyNameIsDistinct(language: Language) {
        let words = language.words
        #expect(Set(Field.allCases.map(words.name(of:))).count == Field.allCases.count)
        #expect(Set(NationalStatus.allCases.map(words.name(of:))).count == 10)
        #expect(Set(QuarantineReason.allCases.map(words.name(of:))).count == QuarantineReason.allCases.count)
        #expect(Set(Owner.allCases.map(words.name(of:))).count == Owner.allCases.count)
        #expect(Set(PlannedAction.allCases.map(words.name(of:))).count == PlannedAction.allCases.count)
        #expect(!ReportLabel.allCases.contains { words.label($0).isEmpty })
    }

    @Test(arguments: Language.allCases)
    func remarksOnPayloadsNameTheFieldsAndTheReason(language: Language) {
        let reasons: [PayloadRemark.Reason] = [.missing, .invalid("/0"), .blank, .overlong(count: 2_001, limit: 2_000)]
        let remarks = reasons.map { PayloadRemark(code: "H23", fields: ["MaTTHC", "GhiChu"], reason: $0) }
        let texts = remarks.map(language.words.text(of:))
        #expect(Set(texts).count == reasons.count)
        #expect(texts.allSatisfy { $0.contains("MaTTHC, GhiChu: ") })
        var summary = RunSummary(run: "r")
        summary.payloadRemarks = remarks
        #expect(summary.warnings(in: language.words) == texts.map { "H23: \($0)" })
        #expect(summary.allWarnings.count == reasons.count)
    }

    @Test(arguments: Language.allCases)
    func remarksOfOneKindAreOneLineForEachSource(language: Language) {
        var summary = RunSummary(run: "r")
        for number in 0..<600 {
            var remark = PayloadRemark(code: "H23-\(number)", fields: ["TenLinhVuc"], reason: .blank)
            remark.source = number % 3 == 0 ? "xa-1" : "xa-2"
            summary.payloadRemarks.append(remark)
        }
        let lines = summary.warnings(in: language.words)
        #expect(lines.count == 2)
        #expect(lines[0].contains("200") && lines[0].contains("xa-1") && lines[0].contains("H23-0"))
        #expect(lines[1].contains("400") && lines[1].contains("xa-2") && lines[1].contains("H23-1"))
        #expect(summary.allWarnings.count == 600)
    }

    @Test(arguments: Language.allCases)
    func problemsOfSourcesAreToldWhole(language: Language) {
        var summary = RunSummary(run: "r")
        var source = SourceSummary(id: "xa", side: .local, mapping: "igate")
        source.isComplete = false
        let address = "http://127.0.0.1/" + String(repeating: "x", count: 200)
        source.problems = ["\(address): \(Sentence(said: "transfer-failed")): the server answered with status \(401)"]
        summary.sources = [source]
        let text = SummaryText(language: language, isColoured: false).text(of: summary)
        #expect(text.contains(address) && text.contains("401") && !text.contains("transfer-failed"))
    }

    @Test func languagesDoNotShareTheirSentences() {
        for situation in Situation.allCases {
            let example = Examples.discrepancy(situation)
            #expect(VietnameseWords().explanation(of: example) != EnglishWords().explanation(of: example))
        }
    }

    @Test(arguments: Language.allCases)
    func heldKeysNameTheirReason(language: Language) {
        var discrepancy = Examples.discrepancy(.held)
        let problem = RecordProblem(.unmappedCode, field: .status, value: "zz", table: "status")
        discrepancy.hold = .quarantined(.local, problem, source: "xa-mau", mapping: "igate")
        let quarantined = language.words.explanation(of: discrepancy)
        let words = language.words
        for part in ["xa-mau", words.name(of: .unmappedCode), words.name(of: .status), "zz", "status", "igate"] {
            #expect(quarantined.contains(part))
        }
        discrepancy.hold = .incompleteFeed(.portal, source: "portal-1")
        #expect(language.words.explanation(of: discrepancy).contains("portal-1"))
    }

    @Test(arguments: Language.allCases)
    func copiesThatContradictEachOtherNameTheirFields(language: Language) {
        for situation in [Situation.collision, .duplicate] {
            var discrepancy = Examples.discrepancy(situation)
            discrepancy.contradictions = [.procedure, .channel]
            let names = [Field.procedure, .channel].map(language.words.name(of:)).joined(separator: ", ")
            #expect(language.words.explanation(of: discrepancy).contains(names))
        }
    }

    @Test(arguments: Language.allCases)
    func explanationsNeverNamePersons(language: Language) {
        for situation in Situation.allCases {
            var discrepancy = Examples.differing()
            discrepancy.situation = situation
            #expect(!language.words.explanation(of: discrepancy).contains("Nguyễn"))
        }
    }

    @Test(
        arguments: [
            ("vi_VN.UTF-8", Language.vietnamese), ("en_US", .english), ("C.UTF-8", .english), ("POSIX", .english),
            ("vi", .vietnamese), ("fr_FR.UTF-8", nil), ("", nil),
        ] as [(String, Language?)]
    )
    func localesChooseTheLanguage(locale: String, language: Language?) {
        #expect(Language(locale: locale) == language)
    }

    @Test func catalogueHasTheIdsOfTheRules() {
        #expect(Check.allCases.count == 54)
        #expect(Check.ordered([.feedEmpty, .onlyLocal, .feedEmpty]) == [.onlyLocal, .feedEmpty])
        #expect(Check.overduePortalOnly.severity == .error)
        #expect(Check.dueSoon.severity == .info)
    }
}
