import CCurl

/// The state of libcurl that belongs to the whole process.
enum CurlLibrary {
    /// Whether libcurl is ready; the first reader initialises it, once, whatever the thread.
    static let isReady = doisoat_global_init() == CURLE_OK
}
