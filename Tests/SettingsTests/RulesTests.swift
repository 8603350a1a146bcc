import Dossiers
import Settings
import Testing

struct RulesTests {
    private func findings(_ text: String) -> [String] {
        do {
            _ = try Rules.read(SourceText(file: "f", text: text))
            return []
        } catch {
            return error.all.map { "\($0.line):\($0.column) \($0.message)" + ($0.hint.map { " (\($0))" } ?? "") }
        }
    }

    @Test func theShippedRulesSayTheStandard() throws {
        let top = Folder.of(Folder.of(Folder.of(#filePath)))
        #expect(try Rules.read(at: top + "/mappings/rules") == .standard)
    }

    @Test func anEmptyFileButForTheVersionIsTheStandard() throws {
        #expect(try Rules.read(SourceText(file: "f", text: "rules: 1\n")) == .standard)
    }

    @Test func everyKeyIsRead() throws {
        let text = """
            rules: 1
            quiet_zone: 30 min
            fields: { due_at: portal, digitised: not-compared }
            severity: { rewritten: error }
            actions: { only-local: none, portal-behind: none, fields-differ: none, only-portal: none }
            rewritten: { x: { 5: [9, 1], 8: 9 } }
            """
        let rules = try Rules.read(SourceText(file: "f", text: text))
        #expect(rules.quietZone == .seconds(1_800))
        #expect(rules.owners[.dueAt] == .portal)
        #expect(rules.owners[.digitised] == nil)
        #expect(rules.owners.count == ComparedField.allCases.count - 1)
        #expect(rules.severity(of: .rewritten) == .error)
        #expect(rules.severity(of: .agreed) == .info)
        #expect(!rules.actions.createsOnlyLocal)
        #expect(!rules.actions.updatesPortalBehind)
        #expect(!rules.actions.updatesFieldsDiffer)
        #expect(
            rules.rewrites(of: "x") == [
                StatusRewrite(local: .supplementRequired, portal: .resolved),
                StatusRewrite(local: .supplementRequired, portal: .registered),
                StatusRewrite(local: .stopped, portal: .resolved),
            ]
        )
        #expect(rules.rewrites(of: "td").isEmpty)
        #expect(rules.rewrites(of: nil).isEmpty)
    }

    @Test(arguments: [
        ("quiet_zone: 1 h", "1:1 the key `rules` is missing in the file"),
        ("rules: 2", "1:8 `rules` must lie between 1 and 1, found 2"),
        ("rules: 1\nfields: { dueat: local }", "2:11 unknown compared field `dueat` (did you mean `due_at`?)"),
        (
            "rules: 1\nfields: { due_at: province }",
            "2:19 `province` is not known as `due_at` (known here: `local`, `portal`, `not-compared`)"
        ),
        (
            "rules: 1\nseverity: { only_local: info }",
            "2:13 unknown situation `only_local` (did you mean `only-local`?)"
        ),
        ("rules: 1\nseverity: { held: eror }", "2:19 `eror` is not known as `held` (did you mean `error`?)"),
        (
            "rules: 1\nactions: { only-portal: delete }",
            "2:25 nothing is ever sent for `only-portal` (only `none` may stand here)"
        ),
        (
            "rules: 1\nactions: { only-local: update }",
            "2:24 `update` is not known as `only-local` (known here: `create`, `none`)"
        ),
        ("rules: 1\nrewritten: { td: { 5: 11 } }", "2:23 `5` must be a national status from 1 to 10, found `11`"),
        ("rules: 1\nrewritten: { td: { 5: 5 } }", "2:23 a status that stays the same is no rewrite"),
        ("rules: 1\nquietzone: 1 h", "2:1 unknown key `quietzone` in the file (did you mean `quiet_zone`?)"),
    ])
    func aWrongRuleIsToldAtItsPlace(text: String, expected: String) {
        #expect(findings(text) == [expected])
    }
}
