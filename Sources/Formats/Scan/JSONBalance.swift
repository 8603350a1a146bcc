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
