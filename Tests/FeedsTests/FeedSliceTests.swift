import Dossiers
import Testing

@testable import Feeds

/// Windows cut into slices: every day is asked for once, in order, and no question spans more days than allowed.
struct FeedSliceTests {
    private static let start = Instant(year: 2_023, month: 12, day: 20, precision: .day)

    private static func day(_ offset: Int, _ seconds: Int64 = 0) throws -> Instant {
        let start = try #require(start)
        return Instant(localSeconds: start.seconds + Int64(offset) * 86_400 + seconds, precision: .second)
    }

    @Test(arguments: 0...40, [1, 2, 3, 5, 31, 366])
    func slicesAreContiguousAndBounded(days: Int, length: Int) throws {
        let slices = FeedSlice.days(from: try Self.day(0, 70_000), to: try Self.day(days, 3), atMost: length)
        var next = try Self.day(0).seconds
        for slice in slices {
            guard case .days(let from, let to) = slice else {
                Issue.record("a slice of a window is one of days")
                return
            }
            #expect(from.seconds == next)
            #expect(from.precision == .day && to.precision == .day)
            #expect(to >= from && to.seconds - from.seconds < Int64(length) * 86_400)
            next = to.seconds + 86_400
        }
        #expect(try next == Self.day(days + 1).seconds)
        #expect(slices.count == (days + length) / length)
    }

    @Test func aWindowThatEndsBeforeItBeginsHasNoSlice() throws {
        #expect(FeedSlice.days(from: try Self.day(1), to: try Self.day(0), atMost: 3).isEmpty)
    }

    @Test(arguments: [0, -5]) func aLengthBelowADayIsADay(length: Int) throws {
        #expect(FeedSlice.days(from: try Self.day(0), to: try Self.day(2), atMost: length).count == 3)
    }

    @Test func aSliceHoldsItsDaysFromTheFirstToTheLastSecond() throws {
        let slice = try #require(FeedSlice.days(from: Self.day(0), to: Self.day(2), atMost: 3).first)
        for (moment, isHeld) in [
            (try Self.day(0, -1), false), (try Self.day(0), true), (try Self.day(2, 86_399), true),
            (try Self.day(3), false),
        ] {
            #expect(slice.holds(receivedAt: moment.seconds) == isHeld, "\(moment)")
        }
        #expect(slice.holds(receivedAt: nil), "a record without a day is no proof")
        #expect(FeedSlice.whole.holds(receivedAt: 0) && FeedSlice.code("x").holds(receivedAt: 0))
    }
}
