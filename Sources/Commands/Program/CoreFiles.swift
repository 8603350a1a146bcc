import Glibc

/// Keeps what the program holds in memory, tokens and names of citizens among it, out of files that a crash would leave.
enum CoreFiles {
    /// Lets the system write no image of this process.
    static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // SAFETY: the kernel reads the structure during the call.
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
