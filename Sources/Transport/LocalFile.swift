import CCurl

/// A local file read through libcurl, so that it passes the same door, the same bounds and the same words of failure.
///
/// Works on the calling thread; one thread at a time. The caller makes sure that the path is a regular file, because
/// opening a pipe blocks.
@safe
package struct LocalFile: ~Copyable {
    /// What is known of a file before it is read.
    package struct Facts: Sendable, Hashable {
        /// Length.
        package let bytes: Int64
        /// Time of last change in whole seconds since 1970 UTC.
        package let modified: Int64
    }

    /// The path as given.
    package let path: String
    private let url: String
    private let reception: Reception
    private let handle: CurlHandle

    /// Prepares to read `path`, absolute; nothing is opened yet.
    ///
    /// - Throws: `invalidRequest`, `outOfResources`.
    package init(path: String) throws(TransportError) {
        guard let url = FileAddress.text(path: path) else { throw TransportError(.invalidRequest, source: "file://") }
        let reception = Reception(maximumBytes: .max) { _ in }
        var handle = try CurlHandle(delivering: reception, source: url)
        var request = TransferRequest(url: url)
        request.schemes = [.file]
        request.maximumBytes = .max
        try handle.prepare(request, url: url, keepsSecrets: false)
        self.path = path
        self.url = url
        self.reception = reception
        self.handle = handle
    }

    /// Length and time of the file, after it was opened for reading.
    ///
    /// - Throws: `fileUnreadable`.
    package func facts() throws(TransportError) -> Facts {
        handle.clear(CURLOPT_RANGE)
        _ = handle.set(CURLOPT_NOBODY, 1)
        defer { _ = handle.set(CURLOPT_HTTPGET, 1) }
        try check(handle.perform())
        let bytes = handle.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        return Facts(bytes: max(0, bytes), modified: handle.offset(CURLINFO_FILETIME_T))
    }

    /// Reads `range`, which must lie within the file, into the start of `buffer`.
    ///
    /// - Returns: bytes read; fewer than asked for when the file has become shorter.
    /// - Throws: `fileUnreadable`; `invalidRequest` when the range is empty or longer than `buffer`.
    package func read(_ range: Range<Int64>, into buffer: inout [UInt8]) throws(TransportError) -> Int {
        guard !range.isEmpty, range.lowerBound >= 0, range.count <= buffer.count,
            handle.set(CURLOPT_RANGE, "\(range.lowerBound)-\(range.upperBound - 1)")
        else { throw TransportError(.invalidRequest, source: url) }
        let (outcome, count) = fill(&buffer)
        try check(outcome)
        return count
    }

    /// Reads the whole file into `sink`, which is begun first.
    ///
    /// - Throws: `fileUnreadable`, `sinkFailed`; `tooLarge` when the file is longer than `maximumBytes`.
    package func copy(into sink: any ByteSink, maximumBytes: Int64) throws(TransportError) {
        var count: Int64 = 0
        var failure: TransportError?
        reception.deliver = { [url] bytes in
            count += Int64(bytes.count)
            guard count <= maximumBytes else {
                failure = TransportError(.tooLarge, source: url)
                throw Overrun()
            }
            do {
                try sink.receive(bytes)
            } catch {
                failure = TransportError(.sinkFailed, source: url, detail: "\(error)")
                throw error
            }
        }
        defer { reception.deliver = { _ in } }
        do {
            try sink.begin()
        } catch {
            throw TransportError(.sinkFailed, source: url, detail: "\(error)")
        }
        handle.clear(CURLOPT_RANGE)
        let outcome = handle.perform()
        if let failure { throw failure }
        try check(outcome)
    }

    private func fill(_ buffer: inout [UInt8]) -> (CURLcode, Int) {
        unsafe buffer.withUnsafeMutableBytes { target in
            var count = 0
            // SAFETY: the closure is taken back before `target` ends, and never writes past its length.
            reception.deliver = { bytes in
                guard count + bytes.count <= target.count else { throw Overrun() }
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[count...])
                unsafe bytes.withUnsafeBytes { unsafe rest.copyMemory(from: $0) }
                count += bytes.count
            }
            defer { reception.deliver = { _ in } }
            return (handle.perform(), count)
        }
    }

    private func check(_ outcome: CURLcode) throws(TransportError) {
        guard outcome != CURLE_OK else { return }
        var error = TransportError(TransportError.Code(outcome, scheme: .file), source: url)
        error.diagnostic = handle.diagnostic
        throw error
    }

    private struct Overrun: Error {}
}
