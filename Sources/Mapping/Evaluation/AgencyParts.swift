import Dossiers

/// The distinct agency parts of dossier codes: what stands before the first dash, where that is dotted.
package struct AgencyParts: Sendable {
    /// Each part once, in the order in which they came.
    package private(set) var texts: [String] = []
    /// Hashes of parts that came lately, so that most codes need no look into `seen`.
    private var recent: [UInt64] = Array(repeating: 0, count: AgencyParts.places)
    private var seen: Set<UInt64> = []

    private static let places = 64

    package init() {}

    /// Notes the part of a canonical code.
    ///
    /// Cost: a hash of the part; a text only for a new one.
    @inline(__always)
    mutating func note(_ code: Span<UInt8>) {
        var end = 0
        while end < code.count, code[end] != 0x2D { end += 1 }
        guard end > 0, end < code.count else { return }
        let hash = ByteHash.narrow(code.extracting(0..<end), seed: 0)
        let place = Int(truncatingIfNeeded: hash) & (AgencyParts.places - 1)
        guard recent[place] != hash else { return }
        recent[place] = hash
        guard seen.insert(hash).inserted else { return }
        let text = TextBytes.string(code.extracting(0..<end))
        if text.contains(".") { texts.append(text) }
    }
}
