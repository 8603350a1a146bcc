package import Dossiers

/// Fills an `EntryStore` from one thread.
@safe
package struct EntryWriter: ~Copyable {
    private let store: EntryStore
    private let stride: Int
    /// Words of a block.
    private let blockWords: Int
    // SAFETY: a block of `blockWords` for each partition, one behind the other, and how many words of each are filled; both
    // are allocated in `init`, freed in `deinit` and owned by this value alone. Words need no initialisation, and none is
    // read before it was written; pages of memory that no entry reaches stay untouched so.
    private let blocks: UnsafeMutablePointer<UInt64>
    private let filled: UnsafeMutablePointer<Int>
    /// Where this writer spills to; nil while everything is held in memory.
    private var spill: EntryStore.Spill?

    /// Entries of a block.
    private static let blockEntries = 256

    package init(_ store: EntryStore) {
        self.store = store
        stride = store.stride
        blockWords = store.stride * EntryWriter.blockEntries
        unsafe blocks = .allocate(capacity: blockWords * EntryStore.partitions)
        unsafe filled = .allocate(capacity: EntryStore.partitions)
        unsafe filled.initialize(repeating: 0, count: EntryStore.partitions)
    }

    deinit {
        unsafe blocks.deallocate()
        unsafe filled.deallocate()
    }

    /// Adds a record of a local source, fingerprinted under that source's profile alone.
    ///
    /// The digest is `inout` for the sake of speed, so that it is not copied on the way; it is not changed.
    @inline(__always)
    package mutating func add(
        _ digest: inout DossierDigest,
        at place: RecordPlace,
        under profile: Profile,
        number: Int,
        flags: Entry.Flags
    ) throws(SpillError) {
        let exact = profile.isInexact(digest) ? flags.union(.inexact) : flags
        let partition = Int(digest.keyHigh >> 56)
        let start = begin(partition, &digest, at: place, profile: number, flags: exact)
        put(profile.fingerprint(of: digest), at: start)
        try flushIfFull(partition)
    }

    /// Adds a record of the portal, fingerprinted under every profile; there are as many as the store has fingerprints.
    ///
    /// The digest is `inout` for the sake of speed, so that it is not copied on the way; it is not changed.
    @inline(__always)
    package mutating func add(
        _ digest: inout DossierDigest,
        at place: RecordPlace,
        under profiles: [Profile],
        flags: Entry.Flags
    ) throws(SpillError) {
        precondition(profiles.count <= store.fingerprints)
        var flags = flags
        for index in profiles.indices where profiles[index].isInexact(digest) { flags.insert(.inexact) }
        let partition = Int(digest.keyHigh >> 56)
        let start = begin(partition, &digest, at: place, profile: 0, flags: flags)
        for index in profiles.indices { put(profiles[index].fingerprint(of: digest), at: start &+ index) }
        try flushIfFull(partition)
    }

    /// Hands over what is left; call once, when the thread is done.
    package mutating func finish() throws(SpillError) {
        for partition in 0..<EntryStore.partitions where unsafe filled[partition] > 0 { try flush(partition) }
    }

    /// Writes the head of an entry and takes its room; the word where its fingerprints begin.
    @inline(__always)
    private mutating func begin(
        _ partition: Int,
        _ digest: inout DossierDigest,
        at place: RecordPlace,
        profile: Int,
        flags: Entry.Flags
    ) -> Int {
        // SAFETY: `partition` is the top byte of a word and so below `partitions`; a block is flushed before it is overfull.
        let start = unsafe partition &* blockWords &+ filled[partition]
        let (whereWord, metaWord) = Entry.pack(place, profile: profile, status: digest.status, flags: flags)
        put(digest.keyHigh, at: start)
        put(digest.keyLow, at: start &+ 1)
        put(whereWord, at: start &+ 2)
        put(metaWord, at: start &+ 3)
        unsafe filled[partition] &+= stride
        return start &+ Entry.headWords
    }

    @inline(__always)
    private mutating func put(_ word: UInt64, at index: Int) {
        // SAFETY: entries are whole: `index` lies within the room that `begin` took.
        unsafe blocks[index] = word
    }

    @inline(__always)
    private mutating func flushIfFull(_ partition: Int) throws(SpillError) {
        if unsafe filled[partition] >= blockWords { try flush(partition) }
    }

    private mutating func flush(_ partition: Int) throws(SpillError) {
        // SAFETY: the first `filled` words of the block are written, and the span does not outlive this call.
        let block = unsafe Span(_unsafeStart: blocks + partition * blockWords, count: filled[partition])
        unsafe filled[partition] = 0
        try store.add(block, to: partition, spillingTo: &spill)
    }
}
