import Dispatch
import Dossiers
import Synchronization

/// The entries of one side, parted by key hash, in memory up to a bound and in an unlinked file beyond it.
///
/// Writers of several threads hand over full blocks; reading begins when all writers are done.
package final class EntryStore: Sendable {
    /// Parts that the key space is cut into; a power of two.
    package static let partitions = 256
    /// Fingerprints of one entry: 1 on the local side, one for each profile on the portal side.
    package let fingerprints: Int
    /// Words of one entry.
    let stride: Int

    private struct Extent {
        /// Index in `State.files`.
        var file: Int
        var start: Int
        var count: Int
    }

    private struct State: ~Copyable {
        var blocks: [[[UInt64]]] = Array(repeating: [], count: EntryStore.partitions)
        var extents: [[Extent]] = Array(repeating: [], count: EntryStore.partitions)
        var heldWords = 0
        var isSpilling = false
        var files: [SpillFile] = []
    }

    private let state = Mutex(State())
    private let boundWords: Int
    private let directory: String

    /// A store that keeps at most about `memory` bytes and spills the rest into `directory`.
    package init(fingerprints: Int, memory: Int, spillingInto directory: String) {
        self.fingerprints = fingerprints
        stride = Entry.headWords + fingerprints
        boundWords = max(memory / 8, 1)
        self.directory = directory
    }

    /// Takes a block of whole entries of one partition.
    ///
    /// - Parameter spill: the file of the caller, made when it is first needed; nobody else writes to it.
    func add(_ block: Span<UInt64>, to partition: Int, spillingTo spill: inout Spill?) throws(SpillError) {
        if state.withLock({ !$0.isSpilling }), try hold(block, of: partition, spillingTo: &spill) { return }
        try write(block, of: partition, to: &spill)
    }

    /// A file that one writer spills to.
    struct Spill {
        fileprivate let file: SpillFile
        fileprivate let number: Int
    }

    /// Keeps a block in memory; false when the bound is reached: what was held until then has been spilled.
    private func hold(
        _ block: Span<UInt64>,
        of partition: Int,
        spillingTo spill: inout Spill?
    ) throws(SpillError) -> Bool {
        var words: [UInt64] = []
        words.append(addingCapacity: block.count) { free in
            for index in block.indices { free.append(block[index]) }
        }
        if state.withLock({ EntryStore.hold(words, of: partition, within: boundWords, in: &$0) }) { return true }
        if spill == nil { spill = try makeSpill() }
        let held = state.withLock { EntryStore.takeHeld(&$0) }
        for (partition, blocks) in held.enumerated() {
            for block in blocks { try write(block.span, of: partition, to: &spill) }
        }
        return false
    }

    private static func hold(_ words: [UInt64], of partition: Int, within bound: Int, in state: inout State) -> Bool {
        guard !state.isSpilling, state.heldWords + words.count <= bound else { return false }
        state.blocks[partition].append(words)
        state.heldWords += words.count
        return true
    }

    /// Takes out what is held; from then on nothing more is.
    private static func takeHeld(_ state: inout State) -> [[[UInt64]]] {
        let held = state.blocks
        state.blocks = Array(repeating: [], count: partitions)
        state.heldWords = 0
        state.isSpilling = true
        return held
    }

    private func write(_ block: Span<UInt64>, of partition: Int, to spill: inout Spill?) throws(SpillError) {
        if spill == nil { spill = try makeSpill() }
        guard let spill else { return }
        let start = try spill.file.append(block)
        note(Extent(file: spill.number, start: start, count: block.count), of: partition)
    }

    private func makeSpill() throws(SpillError) -> Spill {
        let file = try SpillFile(in: directory)
        return state.withLock { state in
            state.files.append(file)
            return Spill(file: file, number: state.files.count - 1)
        }
    }

    private func note(_ extent: Extent, of partition: Int) {
        state.withLock { $0.extents[partition].append(extent) }
    }

    /// Puts other entries in the place of all those of a partition.
    func replace(_ partition: Int, with words: [UInt64]) throws(SpillError) {
        state.withLock { state in
            state.heldWords -= state.blocks[partition].reduce(0) { $0 + $1.count }
            state.blocks[partition] = []
            state.extents[partition] = []
        }
        guard !words.isEmpty else { return }
        var spill: Spill?
        try add(words.span, to: partition, spillingTo: &spill)
    }

    /// Lets all entries go; the space of spilled ones is given back beside the caller, which takes milliseconds a file.
    func forget() {
        let files = state.withLock { state in
            state.blocks = Array(repeating: [], count: EntryStore.partitions)
            state.extents = Array(repeating: [], count: EntryStore.partitions)
            state.heldWords = 0
            let files = state.files
            state.files = []
            return files
        }
        DispatchQueue.global().async { withExtendedLifetime(files) {} }
    }

    /// Appends the words of all entries of a partition to `target`.
    func load(_ partition: Int, into target: inout [UInt64]) throws(SpillError) {
        let (blocks, extents, files) = state.withLock { ($0.blocks[partition], $0.extents[partition], $0.files) }
        target.reserveCapacity(
            target.count + blocks.reduce(0) { $0 + $1.count } + extents.reduce(0) { $0 + $1.count }
        )
        for block in blocks { target.append(contentsOf: block) }
        for extent in extents { try files[extent.file].read(from: extent.start, count: extent.count, into: &target) }
    }
}

extension EntryStore {
    /// The entries of one key, in the order of their places.
    package func entries(of high: UInt64, _ low: UInt64) throws(SpillError) -> [Entry] {
        var words: [UInt64] = []
        try load(Int(high >> 56), into: &words)
        var found: [Entry] = []
        for start in Swift.stride(from: 0, to: words.count, by: stride)
        where words[start] == high && words[start + 1] == low {
            found.append(Entry(words: words, at: start, fingerprints: fingerprints))
        }
        return found.sorted { $0.place < $1.place }
    }
}
