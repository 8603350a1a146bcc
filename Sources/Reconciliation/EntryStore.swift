package import Dossiers
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
        for start in Swift.stride(from: 0, to: words.count, by: stride) where words[start] == high && words[start + 1] == low {
            found.append(Entry(words: words, at: start, fingerprints: fingerprints))
        }
        return found.sorted { $0.place < $1.place }
    }
}

/// Fills an `EntryStore` from one thread.
package struct EntryWriter: ~Copyable {
    private let store: EntryStore
    private var buffers: [[UInt64]]
    private let blockWords: Int

    package init(_ store: EntryStore) {
        self.store = store
        blockWords = store.stride * 256
        buffers = Array(repeating: [], count: EntryStore.partitions)
    }

    /// Adds a record of a local source, fingerprinted under that source's profile alone.
    package mutating func add(
        _ digest: borrowing DossierDigest,
        at place: RecordPlace,
        under profile: Profile,
        number: Int,
        flags: Entry.Flags
    ) throws(SpillError) {
        let exact = profile.isInexact(digest) ? flags.union(.inexact) : flags
        let partition = begin(digest, at: place, profile: number, flags: exact)
        buffers[partition].append(profile.fingerprint(of: digest))
        try flushIfFull(partition)
    }

    /// Adds a record of the portal, fingerprinted under every profile.
    package mutating func add(
        _ digest: borrowing DossierDigest,
        at place: RecordPlace,
        under profiles: [Profile],
        flags: Entry.Flags
    ) throws(SpillError) {
        var flags = flags
        for profile in profiles where profile.isInexact(digest) { flags.insert(.inexact) }
        let partition = begin(digest, at: place, profile: 0, flags: flags)
        for profile in profiles { buffers[partition].append(profile.fingerprint(of: digest)) }
        try flushIfFull(partition)
    }

    /// Hands over what is left; call once, when the thread is done.
    package mutating func finish() throws(SpillError) {
        for partition in buffers.indices where !buffers[partition].isEmpty { try flush(partition) }
    }

    @inline(__always)
    private mutating func begin(
        _ digest: borrowing DossierDigest,
        at place: RecordPlace,
        profile: Int,
        flags: Entry.Flags
    ) -> Int {
        let partition = Int(digest.keyHigh >> 56)
        let (whereWord, metaWord) = Entry.pack(place, profile: profile, status: digest.status, flags: flags)
        if buffers[partition].isEmpty { buffers[partition].reserveCapacity(blockWords) }
        buffers[partition].append(digest.keyHigh)
        buffers[partition].append(digest.keyLow)
        buffers[partition].append(whereWord)
        buffers[partition].append(metaWord)
        return partition
    }

    @inline(__always)
    private mutating func flushIfFull(_ partition: Int) throws(SpillError) {
        if buffers[partition].count >= blockWords { try flush(partition) }
    }

    private mutating func flush(_ partition: Int) throws(SpillError) {
        try store.add(buffers[partition], to: partition)
        buffers[partition] = []
    }
}
