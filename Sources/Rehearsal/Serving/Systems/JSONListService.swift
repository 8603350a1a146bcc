/// A plain list of JSON, in one of the ways in which lists are cut into pages.
struct JSONListService: System {
    /// How a page tells of the next one.
    enum Paging: Sendable, Equatable {
        /// `page=1`, `page=2`, ...
        case page
        /// `offset=0&limit=100`, ...
        case offset
        /// `after=MARK`, with the mark in `next_cursor`.
        case cursor
        /// An address in the header Link.
        case link
        /// An address in `next`.
        case next
    }

    let shelf: Shelf
    let paging: Paging
    let proof: Proof
    /// Scheme, host and port, for the addresses that it gives.
    let origin: Origin

    static let path = "/api/dossiers"
    /// Rows of a page where the caller does not say.
    static let size = 100

    let complaint = Answer.json("{\"error\":{\"code\":\"internal\",\"message\":\"temporarily unavailable\"}}")
    let refusal = Answer.json("{\"error\":{\"code\":\"unauthorized\"}}", status: 401)

    func answer(_ request: Request) -> Answer {
        guard request.path == JSONListService.path, request.method == "GET" else { return .notFound }
        guard proof.isShown(by: request) else { return refusal }
        let size = min(max(request.number("limit", JSONListService.size), 1), 1_000)
        guard let start = start(request, size) else {
            return .json("{\"error\":{\"code\":\"bad_cursor\"}}", status: 400)
        }
        return page(shelf.list(), start: start, size: size)
    }

    /// The first row of the page that is asked for; nil for a mark that was never given.
    private func start(_ request: Request, _ size: Int) -> Int? {
        switch paging {
        case .page: max(request.number("page", 1) - 1, 0) * size
        case .offset: max(request.number("offset", 0), 0)
        case .cursor, .link, .next: PageMark.row(request.parameter("after"))
        }
    }

    private func page(_ list: Shelf.List, start: Int, size: Int) -> Answer {
        let following = start + size < list.count ? start + size : nil
        var text = ByteText()
        text.append("{\"data\":[")
        text.append(list.places(start..<(start + size)), of: shelf, as: .provincePortal)
        text.append("]")
        let address = following.map { origin.text + JSONListService.path + "?limit=\(size)&after=\(PageMark.text($0))" }
        switch paging {
        case .page, .offset: text.append(",\"totalCount\":\(list.count),\"hasNextPage\":\(following != nil)")
        case .cursor: text.append(",\"next_cursor\":\(following.map { "\"\(PageMark.text($0))\"" } ?? "null")")
        case .next: text.append(",\"next\":\(address.map { "\"\($0)\"" } ?? "null")")
        case .link: break
        }
        text.append("}")
        guard paging == .link, let address else { return .json(text.bytes) }
        return .json(text.bytes).with("Link", "<\(address)>; rel=\"next\"")
    }
}

/// The mark of a page: a row, and a check that nobody made it up.
enum PageMark {
    /// The mark of the page that begins with a row.
    static func text(_ row: Int) -> String { String(row, radix: 36) + "-" + check(row) }

    /// The row of a mark, 0 without one; nil for a mark that was never given.
    static func row(_ text: String?) -> Int? {
        guard let text else { return 0 }
        let parts = text.split(separator: "-")
        guard parts.count == 2, let row = Int(parts[0], radix: 36), (0...1_000_000_000).contains(row),
            parts[1] == check(row)
        else { return nil }
        return row
    }

    private static func check(_ row: Int) -> String { String(Noise.mix(UInt64(row)) % 46_656, radix: 36) }
}
