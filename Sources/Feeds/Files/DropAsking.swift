import Formats
import Transport

/// Asks a server about the files of a drop.
struct DropAsking {
    let drop: RemoteDrop
    let engine: TransferEngine
    /// When the time for the whole feed is over.
    let end: ContinuousClock.Instant
    let now: @Sendable () -> ContinuousClock.Instant

    /// Largest list of a folder.
    private static let longestList: Int64 = 64 << 20

    /// A request within what time is left.
    ///
    /// - Throws: `deadlinePassed`, `loginFailed`.
    @available(*, noasync)
    func request(_ url: String, _ method: TransferRequest.Method = .get) throws(FeedProblem) -> TransferRequest {
        let rest = now().duration(to: end)
        guard rest > .zero else { throw FeedProblem(.deadlinePassed, source: drop.address.text, isTransient: true) }
        let key = try drop.keyring?.key(with: engine, within: rest)
        let place = AskedPlace(slice: .whole, number: 1, numberAfter: 2, address: url, key: key?.text)
        do throws(XMLWriter.Problem) {
            var request = try drop.question.request(for: place)
            request.method = method
            request.timeouts.total = min(request.timeouts.total, rest)
            request.deadline = end
            return request
        } catch {
            throw FeedProblem(.unaskable, source: drop.address.text)
        }
    }

    // MARK: - Folders

    /// What the pattern of the drop means now.
    ///
    /// - Parameter sentinel: the ending of the names that are looked for beside the files.
    @available(*, noasync)
    func listing(sentinel: String?) -> DropListing {
        if drop.address.isOneFile { return oneFile(sentinel) }
        var listing = DropListing()
        guard let pattern = drop.address.levels.last else { return listing }
        for folder in folders(&listing.problems) {
            for entry in entries(of: folder, &listing.problems) {
                let address = RemoteListing.address(of: entry.name, in: folder + "/")
                listing.seen.insert(address)
                guard pattern.fits(entry.name), !FileName(entry.name).isUnfinished else { continue }
                let file = DropFile(address: address, origin: DropAsking.origin(address), bytes: entry.bytes)
                if entry.isFolder || (entry.bytes == nil && !drop.address.isWeb) {
                    listing.problems.append(FeedProblem(.notAFile, source: file.origin))
                } else {
                    listing.files.append(file)
                }
            }
        }
        return listing
    }

    /// The addresses of the folders, without a slash at the end.
    @available(*, noasync)
    private func folders(_ problems: inout [FeedProblem]) -> [String] {
        var folders = [drop.address.root]
        for level in drop.address.levels.dropLast() {
            var inner: [String] = []
            for folder in folders {
                let names =
                    level.onlyName.map { [$0] }
                    ?? entries(of: folder, &problems).filter { $0.isFolder && level.fits($0.name) }.map(\.name)
                inner += names.map { RemoteListing.address(of: $0, in: folder + "/") }
            }
            folders = inner
        }
        return folders
    }

    @available(*, noasync)
    private func entries(of folder: String, _ problems: inout [FeedProblem]) -> [RemoteFile] {
        let collector = ByteCollector()
        do throws(FeedProblem) {
            var request = try request(folder + "/", drop.address.isWeb ? .get : .list)
            request.maximumBytes = DropAsking.longestList
            do throws(TransportError) { _ = try engine.perform(request, into: collector) } catch {
                throw FeedProblem(error)
            }
        } catch {
            problems.append(error)
            return []
        }
        guard drop.address.isWeb else { return RemoteListing.files(in: collector.bytes) }
        return FolderIndex.files(in: String(decoding: collector.bytes, as: UTF8.self), of: folder + "/")
    }

    // MARK: - Files

    /// The one file that the address names; the web is not asked, for it may answer to nothing but the question for the file.
    @available(*, noasync)
    private func oneFile(_ sentinel: String?) -> DropListing {
        var listing = DropListing()
        let address = drop.address.isWeb ? drop.address.text : plainAddress
        let file = DropFile(address: address + drop.address.query, origin: DropAsking.origin(address))
        if file.name.isUnfinished {
            listing.problems.append(FeedProblem(.unfinishedFile, source: file.origin, isTransient: true))
            return listing
        }
        listing.files = [file]
        if !drop.address.isWeb { settle(file, &listing) { listing, known in listing.files = [known] } }
        guard !listing.files.isEmpty, let sentinel else { return listing }
        let mark = DropFile(address: DropAsking.address(of: file, endingIn: sentinel), origin: file.origin)
        settle(mark, &listing) { listing, known in listing.seen.insert(known.address) }
        return listing
    }

    /// Looks for a file: `note` is told of it, a missing one is no problem, for it is missing in what follows.
    @available(*, noasync)
    private func settle(_ file: DropFile, _ listing: inout DropListing, _ note: (inout DropListing, DropFile) -> Void) {
        switch asked(file, engine) {
        case .success(let known): note(&listing, known)
        case .failure(let failure) where failure.isMissing: listing.files.removeAll { $0.address == file.address }
        case .failure(let failure):
            listing.files = []
            listing.problems.append(failure.problem)
        }
    }

    private var plainAddress: String {
        drop.address.levels.reduce(drop.address.root) { folder, level in
            RemoteListing.address(of: level.onlyName ?? "", in: folder + "/")
        }
    }

    /// The address of the file whose name is that of `file` with an ending behind it.
    static func address(of file: DropFile, endingIn ending: String) -> String {
        String(file.address.prefix { $0 != "?" }) + RemoteListing.address(of: ending, in: "/").dropFirst()
    }

    /// The address without its escapes.
    private static func origin(_ address: String) -> String {
        guard let mark = address.firstRange(of: "://"), let slash = address[mark.upperBound...].firstIndex(of: "/")
        else { return address }
        return address[..<slash] + (FileAddress.path(of: "file://" + address[slash...]) ?? String(address[slash...]))
    }

    /// Size and time of files, as they are now.
    @available(*, noasync)
    func facts(of files: [DropFile]) -> [Result<DropFile, FeedProblem>] {
        let arrivals = Arrivals<TransferEnd>()
        var results: [Result<DropFile, FeedProblem>?] = Array(repeating: nil, count: files.count)
        var asked = 0
        for (number, file) in files.enumerated() {
            do throws(FeedProblem) {
                let request = try request(file.address, .head)
                _ = engine.begin(request, into: ByteCollector()) {
                    arrivals.add(TransferEnd(number: number, outcome: $0))
                }
                asked += 1
            } catch {
                results[number] = .failure(error)
            }
        }
        for _ in 0..<asked {
            let arrival = arrivals.next()
            results[arrival.number] = arrival.outcome.map { files[arrival.number].with($0) }
                .mapError { FeedProblem($0) }
        }
        return results.compactMap(\.self)
    }

    private struct Failure: Error {
        let problem: FeedProblem
        /// Whether the server says that there is no such file.
        var isMissing = false
    }

    @available(*, noasync)
    private func asked(_ file: DropFile, _ engine: TransferEngine) -> Result<DropFile, Failure> {
        do throws(FeedProblem) {
            let request = try request(file.address, .head)
            do throws(TransportError) {
                return .success(file.with(try engine.perform(request, into: ByteCollector())))
            } catch {
                let isMissing = error.code == .fileNotFound || error.status == 404
                return .failure(Failure(problem: FeedProblem(error), isMissing: isMissing))
            }
        } catch {
            return .failure(Failure(problem: error))
        }
    }
}

extension DropFile {
    /// The file with what a server says of it.
    fileprivate func with(_ result: TransferResult) -> DropFile {
        DropFile(address: address, origin: origin, bytes: result.declaredBytes, modified: result.modified)
    }
}
