import Testing

/// The most memory that a program holds.
enum PeakMemory {
    /// Runs a program to its end, as the only child of a process of its own, and asks the kernel for its peak.
    static func kilobytes(of arguments: [String]) throws -> Int {
        let script = """
            import resource, subprocess, sys
            subprocess.run(sys.argv[1:], check=True)
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let output = try Program.run(["python3", "-c", script] + arguments).output
        return try #require(Int(output.split(separator: "\n").last ?? ""), "\(output)")
    }
}
