import Transport

/// Fetches the files of a server, some ahead, and settles them in their order.
struct DropFetching {
    /// A file on its way, or here before its turn.
    private struct Fetched {
        let sink: ExpandingSink
        let transfer: Int
        /// nil while it is on its way.
        var outcome: Result<TransferResult, TransportError>?
    }

    private let asking: DropAsking
    private let files: [DropFile]
    private let arrivals = Arrivals<TransferEnd>()
    private(set) var pages: DropPages
    private var fetched: [Int: Fetched] = [:]
    private var next = 0

    init(_ asking: DropAsking, _ pages: DropPages, _ files: [DropFile]) {
        self.asking = asking
        self.pages = pages
        self.files = files
    }

    /// Fetches all files.
    ///
    /// - Throws: when the archive cannot be written; nothing is on its way any more then.
    @available(*, noasync)
    mutating func run(taking take: (FeedPage) -> Void) throws(ArchiveError) {
        do throws(ArchiveError) {
            for turn in files.indices {
                while next < files.count, next < turn + asking.drop.atOnce { try begin() }
                while let waiting = fetched[turn], waiting.outcome == nil { receive() }
                try settle(turn, taking: take)
            }
        } catch {
            dropRest()
            throw error
        }
    }

    @available(*, noasync)
    private mutating func begin() throws(ArchiveError) {
        let (number, file) = (next, files[next])
        next += 1
        guard pages.hasRoom(for: file), var request = request(for: file) else { return }
        request.maximumBytes = min(request.maximumBytes, max(1, pages.room))
        let sink = try pages.sink(for: file, number + 1)
        let transfer = asking.engine.begin(request, into: sink) { [arrivals] in
            arrivals.add(TransferEnd(number: number, outcome: $0))
        }
        fetched[number] = Fetched(sink: sink, transfer: transfer)
    }

    /// The question for a file; nil, and noted, when it cannot be asked.
    @available(*, noasync)
    private mutating func request(for file: DropFile) -> TransferRequest? {
        do throws(FeedProblem) {
            return try asking.request(file.address)
        } catch {
            pages.note(error)
            return nil
        }
    }

    @available(*, noasync)
    private mutating func receive() {
        let arrival = arrivals.next()
        fetched[arrival.number]?.outcome = arrival.outcome
    }

    private mutating func settle(_ turn: Int, taking take: (FeedPage) -> Void) throws(ArchiveError) {
        guard let outcome = fetched[turn]?.outcome, let sink = fetched.removeValue(forKey: turn)?.sink else { return }
        var file = files[turn]
        switch outcome {
        case .failure(let error):
            try pages.settle(sink, file, turn + 1, problem: FeedProblem(error), taking: take)
        case .success(let result):
            file.modified = result.modified ?? file.modified
            // What is encoded for the way arrives longer than the server says; that all of it came is seen to elsewhere.
            if asking.drop.address.isWeb, file.bytes == result.declaredBytes { file.bytes = nil }
            try pages.settle(sink, file, turn + 1, problem: nil, status: result.status, taking: take)
        }
    }

    @available(*, noasync)
    private mutating func dropRest() {
        for (_, waiting) in fetched where waiting.outcome == nil { asking.engine.cancel(waiting.transfer) }
        while fetched.contains(where: { $0.value.outcome == nil }) { receive() }
        for (_, waiting) in fetched { waiting.sink.page.discard() }
        fetched = [:]
    }
}
