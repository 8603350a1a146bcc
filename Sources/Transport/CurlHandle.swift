import CCurl

/// One easy handle of libcurl with everything that it points to.
///
/// The error buffer and the lists keep their addresses for the life of the handle and are released after it, the
/// reception that the callbacks reach is retained by it. A handle carries one exchange and is driven by one thread.
@safe
struct CurlHandle: ~Copyable {
    private let easy: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private let reception: Unmanaged<Reception>
    private var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []

    /// A handle that delivers to `reception`, with the options that hold for every exchange.
    ///
    /// - Throws: `outOfResources` when libcurl cannot make one.
    init(delivering reception: Reception, source: String) throws(TransportError) {
        guard CurlLibrary.isReady, let easy = unsafe curl_easy_init() else {
            throw TransportError(.outOfResources, source: source)
        }
        unsafe self.easy = unsafe easy
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        // SAFETY: the buffer has CURL_ERROR_SIZE bytes, as CURLOPT_ERRORBUFFER demands.
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe self.reception = Unmanaged.passRetained(reception)
        connect()
    }

    deinit {
        // SAFETY: this is the only owner; libcurl lets go of buffer, lists and context in curl_easy_cleanup.
        unsafe curl_easy_cleanup(easy)
        for index in unsafe lists.indices { unsafe curl_slist_free_all(lists[index]) }
        unsafe errorText.deallocate()
        unsafe reception.release()
    }

    /// The pointer for calls of the multi interface; valid as long as the handle lives.
    var pointer: UnsafeMutableRawPointer { unsafe easy }

    /// Tells the handle of its multi from all others; stable for its life.
    var identity: UInt { unsafe UInt(bitPattern: easy) }

    /// What libcurl says about the latest failure; nil when it said nothing.
    var diagnostic: String? {
        // SAFETY: libcurl keeps the buffer NUL-terminated.
        let text = unsafe String(cString: errorText)
        return text.isEmpty ? nil : text
    }

    // SAFETY: `context` outlives the handle's use of it, because the handle holds a reference to the reception.
    private func connect() {
        let context = unsafe reception.toOpaque()
        unsafe doisoat_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        unsafe doisoat_easy_set_receiver(easy, CURLOPT_WRITEFUNCTION, receiveBody)
        unsafe doisoat_easy_set_pointer(easy, CURLOPT_WRITEDATA, context)
        unsafe doisoat_easy_set_receiver(easy, CURLOPT_HEADERFUNCTION, receiveHeader)
        unsafe doisoat_easy_set_pointer(easy, CURLOPT_HEADERDATA, context)
        unsafe doisoat_easy_set_prerequest(easy, acceptPeer)
        unsafe doisoat_easy_set_pointer(easy, CURLOPT_PREREQDATA, context)
    }

    /// Sets a switch, a count or a duration.
    func set(_ option: CURLoption, _ value: Int) -> Bool {
        unsafe doisoat_easy_set_long(easy, option, value) == CURLE_OK
    }

    /// Sets a size.
    func set(_ option: CURLoption, offset value: Int64) -> Bool {
        unsafe doisoat_easy_set_offset(easy, option, curl_off_t(value)) == CURLE_OK
    }

    /// Sets a text.
    func set(_ option: CURLoption, _ value: String) -> Bool {
        unsafe doisoat_easy_set_text(easy, option, value) == CURLE_OK
    }

    /// Takes a text back.
    func clear(_ option: CURLoption) {
        unsafe doisoat_easy_set_text(easy, option, nil)
    }

    /// Sets a body; libcurl copies it.
    func setBody(_ bytes: [UInt8]) -> Bool {
        guard set(CURLOPT_POSTFIELDSIZE_LARGE, offset: Int64(bytes.count)) else { return false }
        return unsafe bytes.withUnsafeBytes { buffer in
            // SAFETY: CURLOPT_COPYPOSTFIELDS copies the declared number of bytes before it returns and writes nothing.
            let start = unsafe UnsafeMutableRawPointer(mutating: buffer.baseAddress)
            return unsafe doisoat_easy_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start) == CURLE_OK
        }
    }

    /// Sets a list of lines; none leaves the option as it is.
    mutating func set(_ option: CURLoption, lines: [String]) -> Bool {
        guard !lines.isEmpty else { return true }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = unsafe curl_slist_append(list, line) else {
                // SAFETY: the list so far belongs to this call; nothing else has seen it.
                unsafe curl_slist_free_all(list)
                return false
            }
            unsafe list = unsafe longer
        }
        if let list = unsafe list { unsafe lists.append(list) }
        return unsafe doisoat_easy_set_list(easy, option, list) == CURLE_OK
    }

    /// Runs the exchange on the calling thread and returns when it has ended.
    func perform() -> CURLcode {
        unsafe curl_easy_perform(easy)
    }

    /// An answer that is a count; 0 when libcurl has none.
    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe doisoat_easy_get_long(easy, info, &value) == CURLE_OK ? value : 0
    }

    /// An answer that is a size or a time; -1 when libcurl has none.
    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = -1
        return unsafe doisoat_easy_get_offset(easy, info, &value) == CURLE_OK ? Int64(value) : -1
    }

    /// The facts of the certificate that the server showed, as `name:value`; empty when they were not asked for.
    var certificateFacts: [String] {
        var chain: UnsafeMutablePointer<curl_certinfo>?
        guard unsafe doisoat_easy_get_certificates(easy, &chain) == CURLE_OK, let chain = unsafe chain,
            unsafe chain.pointee.num_of_certs > 0
        else { return [] }
        // SAFETY: libcurl keeps one list a certificate until the handle's next transfer; the texts are copied here.
        var item = unsafe chain.pointee.certinfo[0]
        var facts: [String] = []
        while let line = unsafe item {
            unsafe facts.append(String(cString: line.pointee.data))
            unsafe item = line.pointee.next
        }
        return facts
    }

    /// An answer that is a text; nil when there is none.
    func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard unsafe doisoat_easy_get_text(easy, info, &value) == CURLE_OK, let value = unsafe value else { return nil }
        // SAFETY: the text lives until the next transfer of this handle; it is copied here.
        return unsafe String(cString: value)
    }
}

/// `CURLOPT_WRITEFUNCTION`: any other number than that of the bytes offered ends the transfer.
private let receiveBody: curl_write_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context, size * count > 0 else { return 0 }
    // SAFETY: `context` is the reception that the handle retains; the bytes are libcurl's until we return.
    let reception = unsafe Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
    let start = unsafe UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
    let buffer = unsafe UnsafeBufferPointer(start: start, count: size * count)
    return unsafe reception.takeBody(buffer.span) ? size * count : 0
}

/// `CURLOPT_HEADERFUNCTION`: one complete line a call, answered as in `receiveBody`.
private let receiveHeader: curl_write_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    // SAFETY: as in `receiveBody`.
    let reception = unsafe Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
    let start = unsafe UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
    let buffer = unsafe UnsafeBufferPointer(start: start, count: size * count)
    return unsafe reception.takeHeader(buffer.span) ? size * count : 0
}

/// `CURLOPT_PREREQFUNCTION`: the connection stands and nothing was said yet.
private let acceptPeer: curl_prereq_callback = { context, peer, _, _, _ in
    guard let context = unsafe context, let peer = unsafe peer else { return CURL_PREREQFUNC_ABORT }
    // SAFETY: as in `receiveBody`; `peer` is a NUL-terminated text that libcurl keeps during the call.
    let reception = unsafe Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
    return unsafe reception.accepts(peer: String(cString: peer)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
