import Formats
import Reports

/// Writes the lines of a snapshot, choosing between what was known and what is fresh.
struct SnapshotWriter: ~Copyable {
    private let path: String
    private let known: LineFile?
    private let fresh: LineFile
    private var file: StateFile
    private var records = 0
    private var loose = 0
    private var tally = GroupTally()

    init(_ path: String, known: String?, fresh: String) throws(SnapshotProblem) {
        let knownFile = try known.map { path throws(SnapshotProblem) in try LineFile(path) }
        let freshFile = try LineFile(fresh)
        do throws(RunFolderError) { file = try StateFile(create: path) } catch { throw .disk(error) }
        self.path = path
        self.known = knownFile
        self.fresh = freshFile
    }

    /// Writes a sorted index: of a dossier that is fresh the fresh lines, of any other the known ones; equal lines
    /// once.
    mutating func write(_ index: borrowing LineIndex) throws(SnapshotProblem) {
        var first = 0
        while first < index.lines.count {
            let end = index.endOfGroup(at: first)
            let group = LineGroup(index.lines[first..<end])
            if group.hasCode { tally.add(group) }
            try write(group)
            first = end
        }
    }

    /// What was written, once the disk has it.
    consuming func finish() throws(SnapshotProblem) -> SnapshotOutcome {
        let contents: StateFile.Contents
        do throws(RunFolderError) { contents = try file.finish() } catch { throw .disk(error) }
        var outcome = SnapshotOutcome(path: path, contents: contents)
        (outcome.records, outcome.loose) = (records, loose)
        (outcome.added, outcome.changed, outcome.unchanged) = (tally.added, tally.changed, tally.unchanged)
        return outcome
    }

    private mutating func write(_ group: LineGroup) throws(SnapshotProblem) {
        var last: LineIndex.Line?
        for line in group.lines where line.origin == group.standing {
            if let last, try isCopy(line, of: last) { continue }
            try write(line)
            if !group.hasCode { loose += 1 }
            last = line
        }
    }

    /// Equal digests stand side by side in a sorted group; the bytes decide.
    private func isCopy(_ line: LineIndex.Line, of last: LineIndex.Line) throws(SnapshotProblem) -> Bool {
        guard line.digest == last.digest, line.length == last.length else { return false }
        guard let source = source(of: line) else { return false }
        let length = Int(line.length)
        return try source.bytes(line.offset, length) == source.bytes(last.offset, length)
    }

    private mutating func write(_ line: LineIndex.Line) throws(SnapshotProblem) {
        guard let source = source(of: line) else { return }
        try source.read(line.offset, Int(line.length)) { piece throws(SnapshotProblem) in try append(piece) }
        try append([UInt8(ascii: "\n")].span)
        records += 1
    }

    private mutating func append(_ bytes: Span<UInt8>) throws(SnapshotProblem) {
        do throws(RunFolderError) { try file.append(bytes) } catch { throw .disk(error) }
    }

    private func source(of line: LineIndex.Line) -> LineFile? { line.origin == .fresh ? fresh : known }
}
