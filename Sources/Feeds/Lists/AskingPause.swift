import Glibc

/// Pauses before a page that was no answer is asked for again: full jitter, so that many sources do not come back at once.
enum AskingPause {
    private static let first: UInt32 = 400_000

    /// Waits a random time, up to 0.4 s after the first try and twice as long after each further one.
    static func wait(after attempt: Int) {
        usleep(UInt32.random(in: 0...(first << UInt32(min(max(attempt, 1), 5) - 1))))
    }
}
