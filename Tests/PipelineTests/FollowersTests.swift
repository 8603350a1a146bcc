import Formats
import Testing

@testable import Pipeline

/// How many pages are read while they grow, and what ends that.
struct FollowersTests {
    @Test func `two pages are followed at a time`() {
        let followers = Followers()
        let growths = [PageGrowth(), PageGrowth(), PageGrowth()]
        #expect(growths.map(followers.admit) == [true, true, false])
        followers.leave(growths[0])
        #expect(followers.admit(growths[2]))
        #expect(!followers.admit(growths[0]))
    }

    @Test func `once it is stopped nobody follows`() {
        let followers = Followers()
        let (followed, left, late) = (PageGrowth(), PageGrowth(), PageGrowth())
        #expect(followers.admit(followed) && followers.admit(left))
        followers.leave(left)
        followers.stop()
        #expect(followed.isAbandoned && !left.isAbandoned)
        #expect(!followers.admit(late))
    }
}
