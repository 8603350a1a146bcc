import Dossiers

/// The brackets that are open in a broken record.
private struct OpenBrackets {
    private var open: [UInt8] = []
    /// Whether one was closed by a bracket of the other kind.
    private(set) var isUpset = false

    var level: Int { open.count }
    var isInObject: Bool { open.last == UInt8(ascii: "{") }

    mutating func push(_ byte: UInt8) { open.append(byte) }

    /// Closes the innermost bracket of a kind with all that is open in it; false when none of the kind is open.
    mutating func close(_ kind: Unicode.Scalar) -> Bool {
        guard let index = open.lastIndex(of: UInt8(ascii: kind)) else { return false }
        if index + 1 < open.count { isUpset = true }
        open.removeSubrange(index...)
        return true
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

    /// Looks for the end of the record that begins at a token and breaks a limit, not the syntax: its closing bracket.
    func certainEnd(of token: Int) -> RecordEnd {
        var balance = JSONBalance()
        for index in token..<tokenCount {
            balance.count(byte(index))
            if balance.isUpset { return .uncertain }
            guard balance.isEven else { continue }
            return index + 1 < tokenCount || block.isLast ? .at(index + 1) : .beyond
        }
        return .beyond
    }

    /// Looks for the end of the record that begins at a token and is broken.
    ///
    /// It ends with its closing brace; without one, before the comma of the first object that stands where a name must stand,
    /// for that is the next record, or before the end of the list. It is looked for in as many bytes as a record may have.
    /// Behind the break a text may hide brackets, and other records with them: nobody can tell then.
    func brokenEnd(of token: Int) -> RecordEnd {
        var open = OpenBrackets()
        var sibling: (token: Int, level: Int)?
        var index = token
        while index < tokenCount, isWithinLimit(index, from: token) {
            switch byte(index) {
            case UInt8(ascii: "{"):
                let isNext = sibling == nil && open.isInObject && byte(index - 1) == UInt8(ascii: ",")
                if isNext { sibling = (index - 1, open.level) }
                open.push(byte(index))
            case UInt8(ascii: "["): open.push(byte(index))
            case UInt8(ascii: "}"): _ = open.close("{")
            case UInt8(ascii: "]") where !open.close("["):
                return unclosedEnd(of: token, before: sibling?.token ?? index)
            default: break
            }
            if open.level == 0 {
                return sibling == nil ? closedEnd(of: token, at: index, isUpset: open.isUpset) : .uncertain
            }
            if let found = sibling, open.level < found.level { sibling = nil }
            if open.level > limits.depth, let sibling { return unclosedEnd(of: token, before: sibling.token) }
            index += 1
        }
        guard block.count - place(token) > limits.recordBytes else { return .beyond }
        return sibling.map { unclosedEnd(of: token, before: $0.token) } ?? .uncertain
    }

    /// Byte of the block behind what stands before a token.
    func end(before token: Int) -> Int { walker.closingQuote(of: token - 1) + 1 }

    private func isWithinLimit(_ token: Int, from first: Int) -> Bool {
        place(token) - place(first) <= limits.recordBytes
    }

    private func closedEnd(of first: Int, at last: Int, isUpset: Bool) -> RecordEnd {
        if last + 1 == tokenCount, !block.isLast {
            return block.count - place(first) > limits.recordBytes ? .uncertain : .beyond
        }
        let isKnown = isWithinLimit(last + 1, from: first) || last + 1 == tokenCount
        guard isKnown, follows(last + 1), !hidesBraces(from: first, to: last) else { return .uncertain }
        return !isUpset || areTextsInOrder(from: first, to: last) ? .at(last + 1) : .uncertain
    }

    private func unclosedEnd(of first: Int, before next: Int) -> RecordEnd {
        let isKnown = areTextsInOrder(from: first, to: next - 1) && !hidesBraces(from: first, to: next - 1)
        return isKnown ? .at(next) : .uncertain
    }

    private func follows(_ token: Int) -> Bool {
        guard token < tokenCount else { return true }
        return [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte(token))
    }

    /// Whether no text or scalar is followed by another: where a quote is missing or one too many, they are.
    private func areTextsInOrder(from first: Int, to last: Int) -> Bool {
        for index in first..<max(first, last) where !isStructure(byte(index)) && !isStructure(byte(index + 1)) {
            return false
        }
        return true
    }

    private func isStructure(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private func hidesBraces(from first: Int, to last: Int) -> Bool {
        let bytes = block.bytes
        let end = place(last)
        guard walker.breakOffset <= end else { return false }
        var shown = 0
        for index in first...last where isBrace(byte(index)) && place(index) >= walker.breakOffset { shown += 1 }
        var written = 0
        for index in walker.breakOffset...end where isBrace(bytes[index]) { written += 1 }
        return shown != written
    }

    private func isBrace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") }
}
