import Formats
package import Transport

extension ListFeed {
    /// Longest time for one answer to a probe: a person waits for it.
    private static let probeLimit = Duration.seconds(60)
    /// Longest time for a bare look at the server.
    private static let lookLimit = Duration.seconds(10)

    /// Logs in and asks for the first page, once and without repetition; blocks the calling thread.
    ///
    /// Where no page can be asked for, or the answer is a refusal, the server is looked at without saying who asks, so that its
    /// certificate and its clock can be told. So is a server whose certificate is refused.
    ///
    /// - Parameter archive: where the page is kept.
    /// - Throws: when the archive cannot be written.
    @available(*, noasync)
    package func probe(with engine: TransferEngine, into archive: Archive) throws(ArchiveError) -> FeedProbe {
        let slice = slices.first ?? .whole
        var probe: FeedProbe
        switch askedFirst(slice, engine) {
        case .failure(let omission):
            probe = FeedProbe(omission: omission.reason, meeting: look(with: engine), slice: slice)
        case .success(let request): probe = try asked(request, slice, engine, archive)
        }
        guard case .failure(let error) = probe.meeting else { return probe }
        if error.code == .unwantedStatus { probe.look = try? look(with: engine).get() }
        if error.code == .certificateRefused {
            probe.refusedCertificate = try? look(with: engine, isVerified: false).get().certificate
        }
        return probe
    }

    @available(*, noasync)
    private func asked(
        _ request: TransferRequest,
        _ slice: FeedSlice,
        _ engine: TransferEngine,
        _ archive: Archive
    ) throws(ArchiveError) -> FeedProbe {
        let sink = try archive.page(named: PageName.text(1, fileExtension: fileExtension))
        var probe = FeedProbe(meeting: ListFeed.performed(request, into: sink, engine), slice: slice)
        if case .success(let result) = probe.meeting {
            probe.page = try sink.commit(origin: result.source, status: result.status, modified: result.modified)
        } else {
            sink.discard()
            if let failure = sink.failure { throw failure }
        }
        return probe
    }

    /// Why there is no request.
    private struct Omitted: Error {
        let reason: FeedProbe.Omission
    }

    /// The request for the first page of a slice, with a key where one is needed.
    @available(*, noasync)
    private func askedFirst(_ slice: FeedSlice, _ engine: TransferEngine) -> Result<TransferRequest, Omitted> {
        if isAskedOnce { return .failure(Omitted(reason: .askedOnce)) }
        if slices.isEmpty { return .failure(Omitted(reason: .noCode)) }
        let numbers = paging.numbers(ofPage: 1)
        var place = AskedPlace(slice: slice, number: numbers.own, numberAfter: numbers.after, since: since)
        do throws(FeedProblem) {
            place.key = try keyring?.key(with: engine, within: ListFeed.probeLimit).text
        } catch {
            return .failure(Omitted(reason: .noKey(error)))
        }
        guard var request = try? question.request(for: place) else { return .failure(Omitted(reason: .unaskable)) }
        request.maximumBytes = min(request.maximumBytes, maximumBytes)
        return .success(ListFeed.probing(request))
    }

    /// A look at the server that says nothing of who asks.
    @available(*, noasync)
    private func look(with engine: TransferEngine, isVerified: Bool = true) -> Result<TransferResult, TransportError> {
        var request = question.request
        request.url = String(request.url.prefix { $0 != "?" && $0 != "#" })
        request.method = .head
        request.headers = []
        request.acceptedStatuses = 100...599
        request.timeouts.total = min(request.timeouts.total, ListFeed.lookLimit)
        if !isVerified {
            request.trust = TransferTrust()
            request.trust.isVerified = false
        }
        return ListFeed.performed(ListFeed.probing(request), into: ByteCollector(), engine)
    }

    private static func probing(_ request: TransferRequest) -> TransferRequest {
        var request = request
        request.wantsCertificate = true
        request.retries.attempts = 1
        request.timeouts.total = min(request.timeouts.total, probeLimit)
        return request
    }

    @available(*, noasync)
    private static func performed(
        _ request: TransferRequest,
        into sink: any ByteSink,
        _ engine: TransferEngine
    ) -> Result<TransferResult, TransportError> {
        Result { () throws(TransportError) in try engine.perform(request, into: sink) }
    }
}
