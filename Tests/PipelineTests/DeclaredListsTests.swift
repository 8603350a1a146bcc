import Dossiers
import Formats
import Mapping
import Testing

@testable import Pipeline

/// Whether the pages of a source are the whole list, by what they say.
struct DeclaredListsTests {
    /// Records, declared total, whether another page follows.
    private typealias Said = (records: Int64, total: Int?, more: Bool?)

    private func problem(_ pages: [Said]) -> String? {
        var definition = MappingDefinition(name: "m", format: .json(records: ["data"]), file: "m")
        definition.envelope.totals = EnvelopeRules.usualTotals
        definition.envelope.more = SlotPath("more").map { Condition(path: $0, test: .isOneOf(["true"]), line: 1) }
        var lists = DeclaredLists()
        for page in pages {
            var members = [RecordMember(name: "data", value: .null)]
            if let total = page.total { members.append(RecordMember(name: "total", value: .number("\(total)"))) }
            if let more = page.more { members.append(RecordMember(name: "more", value: .bool(more))) }
            lists.add(PageStatement(of: .object(members), by: definition), records: page.records)
        }
        return lists.problem?.description
    }

    @Test func pagesThatAddUpAreWhole() {
        #expect(problem([(100, 210, true), (100, 210, true), (10, 210, false)]) == nil)
        #expect(problem([(10, 210, false), (100, 210, true), (100, 210, true)]) == nil)
        #expect(problem([(0, 0, nil)]) == nil)
        #expect(problem([(3, nil, nil)]) == nil)
        #expect(problem([(2, nil, nil), (0, 2, nil)]) == nil)
        #expect(problem([]) == nil)
    }

    @Test func aListThatGrewMeanwhileMustBeReadToItsNewEnd() {
        #expect(problem([(100, 200, nil), (101, 201, nil)]) == nil)
        #expect(problem([(100, 200, nil), (100, 201, nil)]) == "short-of-total: 200 of 201 records")
    }

    @Test func listsThatAreWholeDoNotHideOneThatIsNot() {
        #expect(problem([(120, 120, false), (90, 90, false)]) == nil)
        #expect(problem([(10, 100, nil), (120, 120, nil)]) == "short-of-total: 10 of 100 records")
    }

    @Test func withoutATotalTheLastPageMustBeThere() {
        #expect(problem([(5, nil, true), (5, nil, true)]) == "short-of-total: the pages say that another one follows")
        #expect(problem([(5, nil, true), (5, nil, false)]) == nil)
    }
}
