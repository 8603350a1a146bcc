import Glibc

/// Lets the calling thread rest for less than a second.
enum ShortPause {
    /// Waits `time`, or a second where that is longer.
    static func wait(_ time: Duration) {
        usleep(UInt32(max(0, min(time, .seconds(1)) / .microseconds(1))))
    }
}
