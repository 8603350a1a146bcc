import Glibc

/// The environment of the process.
enum Environment {
    /// Every variable; of a name that occurs twice, the first counts.
    static var variables: [String: String] {
        var variables: [String: String] = [:]
        // SAFETY: `environ` ends with a null pointer, and nothing in this process changes it; each text is copied at once.
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let parts = unsafe String(cString: text).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            if parts.count == 2, variables[String(parts[0])] == nil { variables[String(parts[0])] = String(parts[1]) }
            unsafe entry += 1
        }
        return variables
    }
}
