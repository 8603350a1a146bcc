import Dossiers
import Feeds
import Synchronization
import Testing

@testable import Pipeline

/// Two local sources and the portal, whose pages come in every possible order.
struct PageOrderTests {
    private static let sides: [Side] = [.local, .local, .portal]

    /// Every way in which three sources can bring two pages each and end, each keeping its own order.
    private static func courses(_ left: [Int] = [3, 3, 3]) -> [[Int]] {
        guard left.contains(where: { $0 > 0 }) else { return [[]] }
        return left.indices.filter { left[$0] > 0 }.flatMap { source in
            var rest = left
            rest[source] -= 1
            return courses(rest).map { [source] + $0 }
        }
    }

    @Test func whicheverSourceIsFirstThePlacesOfASideAreTheSame() {
        for course in Self.courses() {
            let handed = Mutex([Page]())
            let order = PageOrder(Self.sides) { page in handed.withLock { $0.append(page) } }
            var steps = [0, 0, 0]
            for source in course {
                if steps[source] < 2 {
                    order.add(Self.page(steps[source], of: source), of: source)
                } else {
                    order.end(source, with: FeedResult())
                }
                steps[source] += 1
            }
            let pages = order.pages
            #expect(pages.map(\.number) == Array(0..<6))
            #expect(pages.filter { $0.source < 2 }.map(\.path) == ["/0/0", "/0/1", "/1/0", "/1/1"])
            #expect(pages.filter { $0.source == 2 }.map(\.path) == ["/2/0", "/2/1"])
            #expect(handed.withLock { $0 } == pages)
        }
    }

    @Test func thePortalWaitsForNobody() {
        let handed = Mutex([String]())
        let order = PageOrder(Self.sides) { page in handed.withLock { $0.append(page.path) } }
        order.add(Self.page(0, of: 1), of: 1)
        order.add(Self.page(0, of: 2), of: 2)
        order.add(Self.page(0, of: 0), of: 0)
        #expect(handed.withLock { $0 } == ["/2/0", "/0/0"])
        order.end(1, with: FeedResult())
        #expect(handed.withLock { $0.count } == 2)
        order.end(0, with: FeedResult())
        #expect(handed.withLock { $0 } == ["/2/0", "/0/0", "/1/0"])
    }

    @Test func aPageThatIsTakenBackIsMarkedWhoeverHasIt() {
        let handed = Mutex([String]())
        let order = PageOrder(Self.sides) { page in handed.withLock { $0.append(page.path) } }
        order.add(Self.page(0, of: 0), of: 0)
        order.add(Self.page(0, of: 1), of: 1)
        order.add(Self.page(1, of: 1), of: 1)
        order.withdraw([Self.page(0, of: 0)], of: 0)
        order.withdraw([Self.page(0, of: 1)], of: 1)
        // The same page, read again, stands under the same path.
        order.add(Self.page(0, of: 0), of: 0)
        for source in 0...2 { order.end(source, with: FeedResult()) }
        #expect(handed.withLock { $0 } == ["/0/0", "/0/0", "/1/1"], "who waits is never handed on")
        #expect(order.pages.map(\.path) == ["/0/0", "/0/0", "/1/1"])
        #expect(order.pages.map(\.isWithdrawn) == [true, false, false])
    }

    @Test func aPageThatGrowsHasItsNumberBeforeItIsWhole() {
        let handed = Mutex([String]())
        let order = PageOrder(Self.sides) { page in handed.withLock { $0.append(page.path) } }
        var growing = Self.page(0, of: 2)
        growing.bytes = 0
        var followed: [Page] = []
        order.grow(growing, of: 2) { page in
            followed.append(page)
            return true
        }
        order.add(Self.page(0, of: 0), of: 0)
        order.complete(Self.page(0, of: 2), of: 2)
        #expect(followed.map(\.number) == [0])
        #expect(order.pages.map(\.path) == ["/2/0", "/0/0"])
        #expect(order.pages.map(\.bytes) == [1, 1])
        #expect(handed.withLock { $0 } == ["/0/0"], "who follows has it already")
    }

    @Test func aPageThatNobodyFollowsComesWhole() {
        let handed = Mutex([String]())
        let order = PageOrder(Self.sides) { page in handed.withLock { $0.append(page.path) } }
        order.grow(Self.page(0, of: 1), of: 1) { _ in
            Issue.record("it is the turn of another source")
            return true
        }
        order.grow(Self.page(0, of: 2), of: 2) { _ in false }
        order.complete(Self.page(0, of: 1), of: 1)
        order.complete(Self.page(0, of: 2), of: 2)
        for source in 0...2 { order.end(source, with: FeedResult()) }
        #expect(order.pages.map(\.path) == ["/2/0", "/1/0"])
        #expect(handed.withLock { $0 } == ["/2/0", "/1/0"])
    }

    @Test func aPageThatIsLostWhileItGrowsComesAnew() {
        let handed = Mutex([Int]())
        let order = PageOrder(Self.sides) { page in handed.withLock { $0.append(page.number) } }
        order.grow(Self.page(0, of: 2), of: 2) { _ in true }
        order.withdraw([Self.page(0, of: 2)], of: 2)
        order.complete(Self.page(0, of: 2), of: 2)
        #expect(order.pages.map(\.isWithdrawn) == [true, false])
        #expect(handed.withLock { $0 } == [1])
    }

    private static func page(_ number: Int, of source: Int) -> FeedPage {
        FeedPage(path: "/\(source)/\(number)", origin: "https://h/hs?page=\(number)", bytes: 1)
    }
}
