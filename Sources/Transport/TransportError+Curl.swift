import CCurl

extension TransportError.Code {
    /// Our word for an outcome of libcurl that is not success, from a server that is reached by `scheme`.
    init(_ outcome: CURLcode, scheme: Scheme?) {
        let special = scheme == .sftp ? Self.secureShellWords[outcome.rawValue] : nil
        self = special ?? Self.words[outcome.rawValue] ?? .badAnswer
    }

    /// Where libcurl uses one word for two things.
    private static let secureShellWords: [UInt32: TransportError.Code] = [
        CURLE_PEER_FAILED_VERIFICATION.rawValue: .hostKeyRefused,
        CURLE_REMOTE_ACCESS_DENIED.rawValue: .fileUnreadable,
        CURLE_FAILED_INIT.rawValue: .connectionFailed,
    ]

    private static let words: [UInt32: TransportError.Code] = [
        CURLE_URL_MALFORMAT.rawValue: .invalidRequest,
        CURLE_COULDNT_RESOLVE_HOST.rawValue: .hostNotFound,
        CURLE_COULDNT_RESOLVE_PROXY.rawValue: .hostNotFound,
        CURLE_COULDNT_CONNECT.rawValue: .connectionFailed,
        CURLE_PROXY.rawValue: .connectionFailed,
        CURLE_RECV_ERROR.rawValue: .connectionLost,
        CURLE_SEND_ERROR.rawValue: .connectionLost,
        CURLE_GOT_NOTHING.rawValue: .connectionLost,
        CURLE_HTTP2.rawValue: .connectionLost,
        CURLE_HTTP2_STREAM.rawValue: .connectionLost,
        CURLE_SSH.rawValue: .connectionLost,
        CURLE_FTP_ACCEPT_FAILED.rawValue: .connectionLost,
        CURLE_OPERATION_TIMEDOUT.rawValue: .timedOut,
        CURLE_PARTIAL_FILE.rawValue: .cutShort,
        CURLE_BAD_DOWNLOAD_RESUME.rawValue: .cutShort,
        CURLE_FTP_COULDNT_USE_REST.rawValue: .cutShort,
        CURLE_FILESIZE_EXCEEDED.rawValue: .tooLarge,
        CURLE_PEER_FAILED_VERIFICATION.rawValue: .certificateRefused,
        CURLE_SSL_CACERT_BADFILE.rawValue: .certificateRefused,
        CURLE_SSL_ISSUER_ERROR.rawValue: .certificateRefused,
        CURLE_SSL_PINNEDPUBKEYNOTMATCH.rawValue: .certificateRefused,
        CURLE_SSL_CERTPROBLEM.rawValue: .invalidRequest,
        CURLE_SSL_CLIENTCERT.rawValue: .secureChannelFailed,
        CURLE_USE_SSL_FAILED.rawValue: .secureChannelFailed,
        CURLE_LOGIN_DENIED.rawValue: .loginRefused,
        CURLE_REMOTE_FILE_NOT_FOUND.rawValue: .fileNotFound,
        CURLE_REMOTE_ACCESS_DENIED.rawValue: .fileNotFound,
        CURLE_FTP_COULDNT_RETR_FILE.rawValue: .fileUnreadable,
        CURLE_SSL_CONNECT_ERROR.rawValue: .secureChannelFailed,
        CURLE_SSL_CIPHER.rawValue: .secureChannelFailed,
        CURLE_FILE_COULDNT_READ_FILE.rawValue: .fileUnreadable,
        CURLE_READ_ERROR.rawValue: .fileUnreadable,
        CURLE_BAD_CONTENT_ENCODING.rawValue: .badEncoding,
        CURLE_OUT_OF_MEMORY.rawValue: .outOfResources,
    ]
}
