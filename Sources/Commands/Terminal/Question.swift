import Glibc

/// A question to the person at the terminal.
struct Question {
    let talk: OutputStream

    /// Whether the answer is yes (`y`, `c` of «có»); nil when nobody sits there.
    func answer(_ text: String) -> Bool? {
        guard isatty(STDIN_FILENO) == 1, talk.isTerminal else { return nil }
        try? talk.write(text)
        try? talk.flush()
        let line = readLine() ?? ""
        return ["y", "c"].contains(line.lowercased().prefix(1))
    }
}
