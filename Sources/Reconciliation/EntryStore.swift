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
        var start: Int
        var count: Int
    }

    private struct State: ~Copyable {
        var blocks: [[[UInt64]]] = Array(repeating: [], count: EntryStore.partitions)
        var extents: [[Extent]] = Array(repeating: [], count: EntryStore.partitions)
        var heldWords = 0
        var spill: SpillFile?
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
    func add(_ block: Span<UInt64>, to partition: Int) throws(SpillError) {
        var words: [UInt64] = []
        words.append(addingCapacity: block.count) { free in
            for index in block.indices { free.append(block[index]) }
        }
        try add(words, to: partition)
    }

    /// Takes a block of whole entries of one partition.
    func add(_ block: [UInt64], to partition: Int) throws(SpillError) {
        try state.withLock { state throws(SpillError) in
            if state.spill == nil, state.heldWords + block.count <= boundWords {
                state.blocks[partition].append(block)
                state.heldWords += block.count
                return
            }
            try spillHeld(&state)
            try spill(block, of: partition, in: &state)
        }
    }

    private func spillHeld(_ state: inout State) throws(SpillError) {
        guard state.spill == nil else { return }
        state.spill = try SpillFile(in: directory)
        for partition in state.blocks.indices {
            for block in state.blocks[partition] { try spill(block, of: partition, in: &state) }
            state.blocks[partition] = []
        }
        state.heldWords = 0
    }

    private func spill(_ block: [UInt64], of partition: Int, in state: inout State) throws(SpillError) {
        guard let start = try state.spill?.append(block.span) else { return }
        state.extents[partition].append(Extent(start: start, count: block.count))
    }

    /// Puts other entries in the place of all those of a partition.
    func replace(_ partition: Int, with words: [UInt64]) throws(SpillError) {
        state.withLock { state in
            state.heldWords -= state.blocks[partition].reduce(0) { $0 + $1.count }
            state.blocks[partition] = []
            state.extents[partition] = []
        }
        if !words.isEmpty { try add(words, to: partition) }
    }

    /// Appends the words of all entries of a partition to `target`, blocks in the order they came.
    func load(_ partition: Int, into target: inout [UInt64]) throws(SpillError) {
        try state.withLock { state throws(SpillError) in
            for block in state.blocks[partition] { target.append(contentsOf: block) }
            for extent in state.extents[partition] {
                try state.spill?.read(from: extent.start, count: extent.count, into: &target)
            }
        }
    }
}

extension EntryStore {
    /// The entries of one key, in the order of their places.
    func entries(of high: UInt64, _ low: UInt64) throws(SpillError) -> [Entry] {
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
