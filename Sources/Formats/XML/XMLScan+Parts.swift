internal import Dossiers

/// What stands before the first record of a page.
struct XMLHead: Sendable, Hashable {
    /// The elements around it, the root first.
    let wrappers: [XMLWrapper]
    /// The written name of the record.
    let name: [UInt8]
}

extension XMLScan {
    /// Reads to the first record; nil when there is none, or none inside other elements.
    mutating func readHead(_ file: borrowing PageFile) -> XMLHead? {
        do throws(ScanStop) {
            try readOn(file)
            while try hasMore(file) {
                guard input.bytes[position] == UInt8(ascii: "<") else {
                    try readText(file)
                    continue
                }
                if isAtRecords, let name = try recordName(file) {
                    return wrappers.isEmpty ? nil : XMLHead(wrappers: wrappers, name: name)
                }
                try readToken(file)
            }
        } catch {
            return nil
        }
        return nil
    }

    /// Stands inside the elements around the records.
    mutating func begin(inside wrappers: [XMLWrapper]) {
        self.wrappers = wrappers
        matched = wrappers.count
        walker.scope = wrappers.last?.scope ?? XMLScope()
        judge.restart(inside: wrappers)
        isUnsettled = true
    }

    /// Proves that the page goes on behind this part as the next part takes it to: with markup, inside the same elements.
    mutating func endPart(_ inside: [XMLWrapper], _ file: borrowing PageFile) throws(ScanStop) {
        let end = input.offset(of: position)
        guard isAtRecords, wrappers == inside, !isInMarkup, try Self.byte(of: file, at: end) == UInt8(ascii: "<") else {
            throw stop(.brokenSyntax, "the page is cut where no record begins")
        }
        try settle()
    }

    private static func byte(of file: borrowing PageFile, at offset: Int64) throws(ScanStop) -> UInt8 {
        var byte: [UInt8] = [0]
        var span = byte.mutableSpan
        do throws(PageFileError) {
            _ = try file.read(at: offset, into: &span)
        } catch {
            throw ScanStop(.brokenSyntax, offset: offset, detail: "\(error)")
        }
        return byte[0]
    }
}
