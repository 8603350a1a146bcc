import Dossiers

/// Brackets that are open.
struct JSONBalance {
    private var braces = 0
    private var brackets = 0

    /// Whether all that was opened is closed.
    var isEven: Bool { braces == 0 && brackets == 0 }
    /// Whether more was closed than opened.
    var isUpset: Bool { braces < 0 || brackets < 0 }

    /// Counts a structural byte.
    mutating func count(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): braces += 1
        case UInt8(ascii: "}"): braces -= 1
        case UInt8(ascii: "["): brackets += 1
        case UInt8(ascii: "]"): brackets -= 1
        default: break
        }
    }
}

extension JSONReading {
    /// Where a broken record ends.
    enum RecordEnd {
        /// Before this token.
        case at(Int)
        /// Not in this block.
        case beyond
        /// Its quotes or brackets are in disorder, so nobody can tell.
        case uncertain
    }

    /// Looks for the bracket that closes the record that begins at a token.
    ///
    /// When the structure itself is broken (not `isCertain`), a brace hidden in a text behind the break may be one that the
    /// disorder has hidden, and other records with it.
    func balancedEnd(of token: Int, isCertain: Bool) -> RecordEnd {
        var balance = JSONBalance()
        for index in token..<tokenCount {
            balance.count(byte(index))
            if balance.isUpset { return .uncertain }
            guard balance.isEven else { continue }
            guard index + 1 < tokenCount || block.isLast else { return .beyond }
            guard isCertain || (follows(index + 1) && !hidesBraces(from: token, to: index)) else { return .uncertain }
            return .at(index + 1)
        }
        return .beyond
    }

    private func follows(_ token: Int) -> Bool {
        guard token < tokenCount else { return true }
        return [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte(token))
    }

    private func hidesBraces(from first: Int, to last: Int) -> Bool {
        let bytes = block.bytes
        let shown = (first...last).count { isBrace(byte($0)) && place($0) >= walker.breakOffset }
        let written = (walker.breakOffset...place(last)).count { isBrace(bytes[$0]) }
        return shown != written
    }

    private func isBrace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") }

    /// Byte offset in the page behind the record that begins at a token and goes on behind the block; nil after a stop.
    ///
    /// Only brackets are counted, in constant memory: of a record that is beyond the limit nothing more is wanted.
    mutating func endOfEndlessRecord(from token: Int, of file: borrowing PageFile) -> Int64? {
        var balance = JSONBalance()
        for index in token..<tokenCount { balance.count(byte(index)) }
        var rest = block.continuation()
        while !rest.isLast {
            do throws(PageFileError) {
                try rest.advance(past: rest.count, of: file, continuing: true)
            } catch {
                halt(.brokenSyntax, at: block.count, "\(error)")
                return nil
            }
            let positions = rest.positions
            let bytes = rest.bytes
            for index in positions.indices {
                balance.count(bytes[Int(positions[index])])
                if balance.isEven { return rest.offset + Int64(positions[index]) + 1 }
            }
        }
        halt(.brokenSyntax, at: place(token), "the document ends inside a record")
        return nil
    }
}
