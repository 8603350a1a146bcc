import Dossiers

extension PageScanner {
    /// Cuts a page into parts of about `bytes` that can be scanned at the same time; together they cover it.
    ///
    /// NDJSON and CSV are cut behind line feeds, JSON and XML where a record seems to begin, XML only when it is written in
    /// UTF-8. A line feed of a CSV page may stand inside quotes, and what looks like a record inside another: a cut is made
    /// only where the bytes around it contradict that. Should a cut be wrong all the same, a range reports `cutsRecord`.
    package func ranges(of file: borrowing PageFile, near bytes: Int64) -> [Range<Int64>] {
        var cuts: [Int64] = [0]
        switch format {
        case .json(let path):
            guard let name = firstName(of: file, records: path) else { break }
            addCuts(of: file, near: max(bytes, 1), to: &cuts) { JSONCutSearch.firstRecord(in: $0, named: name) }
        case .xml(let path, let namespaces):
            guard let head = elements(path, namespaces).cuttableHead(of: file) else { break }
            addCuts(of: file, near: max(bytes, 1), to: &cuts) { XMLCutSearch.firstRecord(in: $0, named: head.name) }
        case .ndjson: addCuts(of: file, near: max(bytes, 1), to: &cuts) { CutSearch.firstLine(in: $0) }
        case .csv(let dialect):
            guard let header = try? header(of: file, dialect: dialect) else { break }
            cuts = [max(0, header.end)]
            addCuts(of: file, near: max(bytes, 1), to: &cuts) { window in
                CutSearch.firstRow(in: window, separator: header.separator, columns: header.titles.count)
            }
            cuts[0] = 0
        }
        return zip(cuts, cuts.dropFirst() + [file.size]).map { $0..<$1 }
    }

    /// The name that the first sound record of a JSON page begins with; nil when its beginning holds none.
    private func firstName(of file: borrowing PageFile, records path: [String]) -> [UInt8]? {
        guard let start = try? PageStart.firstByte(of: file) else { return nil }
        let head = start..<min(file.size, start + Int64(4 * settings.cutWindowBytes))
        var source = JSONSource(range: head, path: path, plan: names, limits: limits, settings: settings)
        while true {
            switch source.next(of: file) {
            case .record: return JSONCutSearch.firstName(in: source.bytes)
            case .broken: continue
            case .end: return nil
            }
        }
    }

    private func addCuts(
        of file: borrowing PageFile,
        near bytes: Int64,
        to cuts: inout [Int64],
        find: (Span<UInt8>) -> Int?
    ) {
        var window = [UInt8](repeating: 0, count: max(settings.cutWindowBytes, 1))
        var wanted = (cuts.last ?? 0) + bytes
        while wanted < file.size {
            var span = window.mutableSpan
            guard let count = try? file.read(at: wanted, into: &span) else { return }
            guard let place = find(window.span.extracting(0..<count)), wanted + Int64(place) < file.size else {
                wanted += bytes
                continue
            }
            cuts.append(wanted + Int64(place))
            wanted += Int64(place) + bytes
        }
    }
}

/// Looks for the beginning of a line in bytes from the middle of a page.
enum CutSearch {
    private static let mostCandidates = 64
    private static let enoughRows = 8

    /// The first byte behind a line feed; nil when there is none.
    static func firstLine(in bytes: Span<UInt8>) -> Int? {
        bytes.indices.first { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// The first byte of a row of CSV; nil when none is certain.
    ///
    /// Behind a line feed the reader is outside quotes or inside. Taken to be outside, the rows must have the right number of
    /// cells; taken to be inside, the quotes must be in disorder or there must be none at all.
    static func firstRow(in bytes: Span<UInt8>, separator: UInt8, columns: Int) -> Int? {
        var start = firstLine(in: bytes)
        for _ in 0..<mostCandidates {
            guard let place = start, place < bytes.count else { return nil }
            let rest = bytes.extracting(place..<bytes.count)
            if isRegular(rest, separator: separator, columns: columns), !canBeQuoted(rest, separator: separator) {
                return place
            }
            start = firstLine(in: rest).map { place + $0 }
        }
        return nil
    }

    private static func isRegular(_ bytes: Span<UInt8>, separator: UInt8, columns: Int) -> Bool {
        var place = 0
        for _ in 0..<enoughRows where place < bytes.count {
            let row = CSVRow(in: bytes, from: place, separator: separator)
            if row.next == bytes.count { break }
            guard row.isSound, !row.isOpen, row.cells.count == columns else { return false }
            place = row.next
        }
        return place > 0
    }

    /// Whether the bytes, were they to begin inside quotes, would be in order as far as can be seen.
    private static func canBeQuoted(_ bytes: Span<UInt8>, separator: UInt8) -> Bool {
        var index = 0
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
        while index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
            index += 2
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
        }
        guard index + 1 < bytes.count else { return false }
        let follower = bytes[index + 1]
        return follower == separator || follower == UInt8(ascii: "\n") || follower == UInt8(ascii: "\r")
    }
}
