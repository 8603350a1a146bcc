import Glibc

/// The most memory that this process has held.
enum PeakMemory {
    static func kilobytes() -> Int {
        var usage = rusage()
        // SAFETY: the call fills the struct that it is given and keeps nothing.
        _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
