import LoopbackServer
import Synchronization
import Testing

@testable import Feeds

/// Lists that change while they are read: they are read again, and an equal second reading is believed.
@Suite(.timeLimit(.minutes(15)))
struct MovingListTests {
    private static let paged = Family.all.filter { $0.asked.count > 2 }
    private static let codes = ServedFamily.dossiers.map(\.code)

    /// A dossier that appears at the head of the list pushes another one onto the second page, where it comes twice.
    @Test(arguments: paged) func aListThatMovedOnceIsReadAgainAndItsFirstPagesAreWithdrawn(_ family: Family) throws {
        let late = Mutex<ServedFamily?>(nil)
        let served = try ServedFamily(family) { number, _ in
            if number == 2 {
                late.withLock { $0 }?.serve([ServedDossier(number: 9, day: 1)] + ServedFamily.dossiers)
            }
            return nil
        }
        late.withLock { $0 = served }
        defer { late.withLock { $0 = nil } }
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 1 }"))
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == ["H23-231201-0009"] + Self.codes)
        let withdrawn = pulled.steps.flatMap { if case .withdrawn(let pages) = $0 { pages } else { [] } }
        let taken = pulled.steps.compactMap { if case .page(let page) = $0 { page } else { nil } }
        #expect(withdrawn.count >= 2, "the pages of the first reading")
        #expect(Array(taken.suffix(pulled.result.pages.count)) == pulled.result.pages)
        #expect(taken.count == withdrawn.count + pulled.result.pages.count)
    }

    /// A list that holds a dossier twice is odd, not moving: when the page of the first one has stayed as it was, it is believed.
    @Test(arguments: paged) func aDossierOnTwoPagesThatStayIsBelieved(_ family: Family) throws {
        let served = try ServedFamily(family)
        var dossiers = ServedFamily.dossiers
        dossiers[2] = dossiers[0]
        served.serve(dossiers)
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 1 }"))
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == dossiers.map(\.code))
        #expect(served.asked.count == family.asked.count + 1, "one page was looked at again")
        #expect(!pulled.steps.contains { if case .withdrawn = $0 { true } else { false } })
    }

    @Test(arguments: paged) func aListThatIsReadAgainCountsOnceAgainstTheSize(_ family: Family) throws {
        let served = try ServedFamily(family)
        var dossiers = ServedFamily.dossiers
        dossiers[2] = dossiers[0]
        served.serve(dossiers)
        var feed = try served.feed(more: ", pace: { at_once: 1 }")
        feed.maximumBytes = try served.pull(feed).result.pages.reduce(0) { $0 + $1.bytes }
        let pulled = try served.pull(feed)
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
    }

    @Test(arguments: paged) func aListThatNeverStandsStillIsAProblem(_ family: Family) throws {
        let late = Mutex<ServedFamily?>(nil)
        let served = try ServedFamily(family) { number, _ in
            // With every page another dossier comes to the head of the list.
            let heads = (1...number).map { ServedDossier(number: 10 + $0, day: 1) }
            late.withLock { $0 }?.serve(heads.reversed() + ServedFamily.dossiers)
            return nil
        }
        late.withLock { $0 = served }
        defer { late.withLock { $0 = nil } }
        var feed = try served.feed(more: ", pace: { at_once: 1 }")
        let pauses = Mutex([Int]())
        feed.pause = { reading in pauses.withLock { $0.append(reading) } }
        let pulled = try served.pull(feed)
        #expect(pulled.problems == [.listMoved])
        #expect(pulled.result.problems.first?.isTransient == true)
        #expect(pauses.withLock { $0 } == [1, 2], "it is read three times")
        #expect(Set(Self.codes).isSubset(of: pulled.codes), "what came last is read all the same")
    }

    /// The server declares more than it gives, each time.
    @Test(arguments: paged.filter { $0.tellsEnd && $0.surveyor.total != nil })
    func aListThatStaysShortOfItsTotalIsAProblem(_ family: Family) throws {
        var short = family
        short.answer = { rows, total, _ in family.answer(rows, total + 1, false) }
        let served = try ServedFamily(short)
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 1 }"))
        #expect(pulled.problems == [.shortOfTotal, .shortOfTotal], "of both slices")
        #expect(pulled.codes == Self.codes, "what came is read all the same")
    }

    /// Pages that are the same bytes again and again are never a list, however often they are read.
    @Test(arguments: paged) func aPageThatComesAgainAndAgainIsAProblem(_ family: Family) throws {
        var stuck = family
        stuck.part = { call in AskedPart(rows: 0..<2, days: family.part(call).days) }
        stuck.answer = { rows, _, _ in family.answer(rows, 99, false) }
        let served = try ServedFamily(stuck)
        let pulled = try served.pull(served.feed(more: ", pace: { at_once: 1 }"))
        #expect(Set(pulled.problems) == [.repeatedPage])
        #expect(served.asked.count == 2 * 3 * 2, "three readings of two pages for each slice")
    }
}
