/// Why a transfer gave no usable answer.
package struct TransportError: Error, Sendable, Hashable {
    /// The kinds of failure; the raw value stands in reports.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case invalidRequest = "invalid-request"
        case schemeNotAllowed = "scheme-not-allowed"
        case hostNotFound = "host-not-found"
        case connectionFailed = "connection-failed"
        case connectionLost = "connection-lost"
        case timedOut = "timed-out"
        case stalled = "stalled"
        case cutShort = "cut-short"
        case tooLarge = "too-large"
        case unwantedStatus = "unwanted-status"
        case redirectRefused = "redirect-refused"
        case tooManyRedirects = "too-many-redirects"
        case certificateRefused = "certificate-refused"
        case secureChannelFailed = "secure-channel-failed"
        case fileUnreadable = "file-unreadable"
        case badEncoding = "bad-encoding"
        case badAnswer = "bad-answer"
        case circuitOpen = "circuit-open"
        case loginRefused = "login-refused"
        case hostKeyRefused = "host-key-refused"
        case fileNotFound = "file-not-found"
        case sinkFailed = "sink-failed"
        case cancelled = "cancelled"
        case engineStopped = "engine-stopped"
        case outOfResources = "out-of-resources"
    }

    /// What kind of failure.
    package let code: Code
    /// HTTP status, where one arrived; nil otherwise.
    package var status: Int?
    /// The address without secrets or personal data.
    package var source: String
    /// Attempts made.
    package var attempts: Int
    /// One clause in our words that narrows `code` down, free of secrets; nil when `code` says it all.
    package var detail: String?
    /// What libcurl says about it, for diagnosis and not part of `description`; nil when it said nothing.
    package var diagnostic: String?
    /// The first bytes of an unwanted answer, at most 512; may hold personal data, so not part of `description`.
    package var answerStart: [UInt8]

    init(_ code: Code, source: String, status: Int? = nil, attempts: Int = 1, detail: String? = nil) {
        self.code = code
        self.source = source
        self.status = status
        self.attempts = attempts
        self.detail = detail
        diagnostic = nil
        answerStart = []
    }

    /// Whether the same request may succeed a little later.
    package var isTransient: Bool {
        switch code {
        case .hostNotFound, .connectionFailed, .connectionLost, .timedOut, .stalled, .cutShort: true
        case .unwantedStatus: status.map { [408, 425, 429].contains($0) || (500...599).contains($0) } ?? false
        case .invalidRequest, .schemeNotAllowed, .tooLarge, .redirectRefused, .tooManyRedirects: false
        case .certificateRefused, .secureChannelFailed, .fileUnreadable, .badEncoding, .badAnswer: false
        case .circuitOpen, .loginRefused, .hostKeyRefused, .fileNotFound: false
        case .sinkFailed, .cancelled, .engineStopped, .outOfResources: false
        }
    }
}

extension TransportError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The same as `description`.
    package var debugDescription: String { description }
    /// Shows no member: the start of an answer may hold personal data.
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// One sentence for people; safe for logs.
    package var description: String {
        let tries = attempts > 1 ? " (\(attempts) attempts)" : ""
        return "\(source): \(clause)\(detail.map { ": \($0)" } ?? "")\(tries)"
    }

    /// What happened, without the address and `detail`.
    package var clause: String {
        switch code {
        case .invalidRequest: "the request cannot be sent"
        case .schemeNotAllowed: "this kind of address is not allowed here"
        case .hostNotFound: "the name of the server is not known"
        case .connectionFailed: "the server does not accept the connection"
        case .connectionLost: "the connection broke"
        case .timedOut: "the time allowed has passed"
        case .stalled: "the server stopped sending"
        case .cutShort: "the answer ended before its declared length"
        case .tooLarge: "the answer is larger than allowed"
        case .unwantedStatus: "the server answered with status \(status.map(String.init) ?? "unknown")"
        case .redirectRefused: "the server points elsewhere and that is not followed"
        case .tooManyRedirects: "the server keeps pointing elsewhere"
        case .certificateRefused: "the certificate of the server is not trusted"
        case .secureChannelFailed: "no secure channel could be agreed"
        case .fileUnreadable: "the file cannot be read"
        case .badEncoding: "the compressed answer cannot be unpacked"
        case .badAnswer: "the answer breaks the protocol"
        case .circuitOpen: "the server failed too often in a row and is left alone for a while"
        case .loginRefused: "the login is refused"
        case .hostKeyRefused: "the host key of the server is unknown or has changed"
        case .fileNotFound: "the server has no such file or folder"
        case .sinkFailed: "the answer could not be kept"
        case .cancelled: "cancelled"
        case .engineStopped: "transfers have ended"
        case .outOfResources: "the machine ran out of resources for another transfer"
        }
    }
}
