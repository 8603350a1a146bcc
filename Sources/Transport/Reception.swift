/// What one exchange delivers: the headers as they come, the body on its way to the sink, and why it was stopped.
///
/// It is touched only by the thread that drives the handle which owns it.
final class Reception {
    /// Why we ended an exchange that libcurl would have gone on with.
    enum Stop {
        case tooLarge
        case sinkFailed(any Error)
        case internalPeer
        /// An unwanted answer is long enough to be known.
        case knownEnough
        /// The server gives another part than the one asked for, or none.
        case otherPart
    }

    /// How the body stands to what the sink has.
    enum Standing: Sendable, Hashable {
        /// It begins with its first byte.
        case whole
        /// The rest was asked for and nothing has come yet.
        case asked
        /// It is the rest.
        case continued
        /// There is no way on from where the sink stands.
        case refused
    }

    private let maximumBytes: Int64
    private let acceptedStatuses: ClosedRange<Int>
    private let keptHeaders: Set<String>
    private let refusesInternalPeers: Bool
    private let isWeb: Bool
    private let wantsBody: Bool
    private let resumption: Resumption?
    private let restart: () throws -> Void
    /// Takes the wanted bytes; replaced between exchanges by whoever drives the handle.
    var deliver: (Span<UInt8>) throws -> Void

    /// Bytes that the sink has of this content, those of earlier attempts included.
    private(set) var bytes: Int64
    private(set) var standing: Standing
    /// Status of the latest answer; 0 while there is none, and for files.
    private(set) var status = 0
    private(set) var headers: [String: String] = [:]
    /// The start of an unwanted body.
    private(set) var answerStart: [UInt8] = []
    private(set) var stop: Stop?
    private var unwantedBytes = 0

    init(
        maximumBytes: Int64,
        acceptedStatuses: ClosedRange<Int> = 200...204,
        keptHeaders: Set<String> = [],
        refusesInternalPeers: Bool = false,
        isWeb: Bool = true,
        wantsBody: Bool = true,
        resumption: Resumption? = nil,
        restart: @escaping () throws -> Void = {},
        deliver: @escaping (Span<UInt8>) throws -> Void
    ) {
        self.maximumBytes = maximumBytes
        self.acceptedStatuses = acceptedStatuses
        self.keptHeaders = keptHeaders
        self.refusesInternalPeers = refusesInternalPeers
        self.isWeb = isWeb
        self.wantsBody = wantsBody
        self.resumption = resumption
        self.restart = restart
        bytes = resumption?.offset ?? 0
        standing = resumption == nil ? .whole : isWeb ? .asked : .continued
        self.deliver = deliver
    }

    /// Takes body bytes; false ends the exchange.
    func takeBody(_ span: Span<UInt8>) -> Bool {
        // Of files, libcurl tells size and time as lines of a body too.
        guard wantsBody else { return true }
        guard status == 0 || acceptedStatuses.contains(status) || standing == .continued else {
            return takeUnwanted(span)
        }
        guard bytes + Int64(span.count) <= maximumBytes else { return end(.tooLarge) }
        do {
            try deliver(span)
        } catch {
            return end(.sinkFailed(error))
        }
        bytes += Int64(span.count)
        return true
    }

    /// Takes one header line, its line end included; false ends the exchange.
    func takeHeader(_ span: Span<UInt8>) -> Bool {
        guard isWeb else { return true }
        let line = String(decoding: (0..<span.count).map { span[$0] }, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = [:]
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
            keep(name: line[..<colon].lowercased(), value: line[line.utf8.index(after: colon)...])
        } else if standing == .asked {
            return takeAnswer()
        }
        return true
    }

    /// Judges the headers of the answer to a request for the rest.
    private func takeAnswer() -> Bool {
        if status == 206, resumption?.isContinued(by: headers) == true {
            standing = .continued
        } else if status == 206 || status == 416 {
            standing = .refused
            return end(.otherPart)
        } else if acceptedStatuses.contains(status) {
            standing = .whole
            bytes = 0
            do { try restart() } catch { return end(.sinkFailed(error)) }
        }
        return true
    }

    /// Whether the exchange may go on with the peer at the literal `address`.
    func accepts(peer address: String) -> Bool {
        guard refusesInternalPeers, NetworkAddress.isInternal(literal: address) else { return true }
        return end(.internalPeer)
    }

    private func keep(name: String, value: Substring) {
        guard keptHeaders.contains(name) else { return }
        let value = Self.trimmed(value)
        headers[name] = headers[name].map { "\($0), \(value)" } ?? value
    }

    private func takeUnwanted(_ span: Span<UInt8>) -> Bool {
        for index in span.indices.prefix(max(0, 512 - answerStart.count)) { answerStart.append(span[index]) }
        unwantedBytes += span.count
        return unwantedBytes <= 64 << 10 || end(.knownEnough)
    }

    private func end(_ reason: Stop) -> Bool {
        stop = reason
        return false
    }

    /// The text without the blanks around it.
    private static func trimmed(_ text: Substring) -> String {
        let isInk: (UInt8) -> Bool = { $0 > UInt8(ascii: " ") }
        guard let start = text.utf8.firstIndex(where: isInk), let last = text.utf8.lastIndex(where: isInk) else {
            return ""
        }
        return String(text[start...last])
    }
}
