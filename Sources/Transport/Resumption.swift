import CCurl

/// How a transfer that broke off goes on: from where, and what proves that the content is still the same.
struct Resumption: Sendable, Hashable {
    /// What must not have changed.
    enum Proof: Sendable, Hashable {
        /// An entity tag or a date that a web server compares itself (`If-Range`).
        case validator(String)
        /// Time of last change of a file on a file server, in seconds since 1970 UTC.
        case modified(Int64)
    }

    /// Bytes that the sink has.
    var offset: Int64
    /// Bytes of the whole content; nil when a web server did not say.
    let total: Int64?
    let proof: Proof

    /// The response headers that a web server proves itself with, in lower case.
    static let headerNames: Set<String> = [
        "accept-ranges", "content-encoding", "content-range", "date", "etag", "last-modified",
    ]

    /// The request headers that ask a web server for the rest.
    var headers: [String] {
        guard case .validator(let validator) = proof else { return [] }
        return [HTTPHeader("Range", "bytes=\(offset)-").line, HTTPHeader("If-Range", validator).line]
    }

    /// Whether an answer of status 206 with these headers is the rest that was asked for.
    func isContinued(by headers: [String: String]) -> Bool {
        let range = (headers["content-range"] ?? "").lowercased().split(separator: " ", maxSplits: 1)
        guard headers["content-encoding"] == nil, range.count == 2, range[0] == "bytes",
            range[1].hasPrefix("\(offset)-")
        else { return false }
        if case .validator(let validator) = proof, validator.hasPrefix("\""), let tag = headers["etag"],
            tag != validator
        {
            return false
        }
        let length = range[1].split(separator: "/").last.flatMap { Int64($0) }
        return total == nil || length == nil || total == length
    }

    /// Whether a file server that went on from here still has the same file, by what it says of it now.
    func isSameFile(_ report: ExchangeReport) -> Bool {
        guard case .modified(let time) = proof else { return true }
        return report.modified == time && report.declaredBytes == total
    }
}

extension Resumption {
    /// How to go on after the first `report.bytes` bytes of a whole answer; nil when nothing proves it the same later.
    init?(firstPart report: ExchangeReport, by scheme: Scheme?) {
        guard report.bytes > 0, let scheme else { return nil }
        offset = report.bytes
        total = report.declaredBytes
        if scheme.isWeb {
            guard report.status == 200, let validator = Self.validator(report.proofs) else { return nil }
            proof = .validator(validator)
        } else {
            guard scheme.isFolder, total != nil, let modified = report.modified else { return nil }
            proof = .modified(modified)
        }
    }

    /// What a server that serves parts of unencoded content compares: a strong entity tag, or a date of change so long
    /// before the answer that a second change would show.
    private static func validator(_ headers: [String: String]) -> String? {
        guard headers["accept-ranges"]?.lowercased() == "bytes", headers["content-encoding"] == nil else { return nil }
        if let tag = headers["etag"] { return tag.hasPrefix("\"") ? tag : nil }
        guard let changed = headers["last-modified"], let answered = headers["date"] else { return nil }
        // SAFETY: libcurl reads both texts during the calls and keeps neither; it wants no second argument.
        let (change, answer) = unsafe (curl_getdate(changed, nil), curl_getdate(answered, nil))
        return change >= 0 && answer - change >= 60 ? changed : nil
    }
}
