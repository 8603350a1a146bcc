import Synchronization
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(15)))
struct CrewTests {
    private struct Wish: Error {}
    private struct Fault: Error {}

    @Test(arguments: [1, 2, 5]) func everythingThatIsBroughtIsTakenOnce(bound: Int) throws {
        let queue = WorkQueue<Int>(bound: bound)
        let taken = Mutex([Int]())
        let crew = Crew()
        for _ in 0..<3 {
            crew.start { while let number = queue.next() { taken.withLock { $0.append(number) } } }
        }
        crew.start {
            for number in 0..<1_000 { queue.add(number) }
            queue.close()
        }
        try crew.wait({}) {}
        #expect(taken.withLock { $0.sorted() } == Array(0..<1_000))
    }

    @Test func theFirstFailureEndsItForAll() {
        let queue = WorkQueue<Int>(bound: 1)
        let crew = Crew()
        crew.start { while queue.next() != nil {} }
        crew.start { throw Fault() }
        #expect(throws: Fault.self) { try crew.wait({}) { queue.cancel() } }
    }

    @Test func aWishToEndReachesThoseWhoWaitForRoom() {
        let queue = WorkQueue<Int>(bound: 1)
        let crew = Crew()
        for _ in 0..<3 { crew.start { for number in 0..<10 { queue.add(number) } } }
        #expect(throws: Wish.self) { try crew.wait({ throw Wish() }) { queue.cancel() } }
        #expect(queue.next() == nil)
    }
}
