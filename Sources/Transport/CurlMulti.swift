import CCurl
import Glibc

/// The multi handle: many exchanges driven by one thread, over shared connections.
@safe
struct CurlMulti: ~Copyable {
    private let multi: UnsafeMutableRawPointer

    /// A multi handle that keeps at most `connections` idle connections; nil when libcurl cannot make one.
    init?(connections: Int) {
        guard CurlLibrary.isReady, let multi = unsafe curl_multi_init() else { return nil }
        unsafe self.multi = unsafe multi
        unsafe doisoat_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    }

    deinit {
        // SAFETY: this is the only owner, and every easy handle was removed before, as `remove` demands of its callers.
        unsafe curl_multi_cleanup(multi)
    }

    /// Starts driving `handle`, which must be removed before it ends.
    func add(_ handle: borrowing CurlHandle) -> Bool {
        unsafe curl_multi_add_handle(multi, handle.pointer) == CURLM_OK
    }

    /// Stops driving `handle`.
    func remove(_ handle: borrowing CurlHandle) {
        unsafe curl_multi_remove_handle(multi, handle.pointer)
    }

    /// Does what can be done without waiting.
    func perform() {
        var running: Int32 = 0
        unsafe curl_multi_perform(multi, &running)
    }

    /// Waits until a socket or `bell` is ready, at most `milliseconds`.
    func wait(orFor bell: Int32, milliseconds: Int32) {
        var extra = curl_waitfd(fd: bell, events: Int16(CURL_WAIT_POLLIN), revents: 0)
        // SAFETY: libcurl reads the one entry during the call and keeps nothing.
        unsafe curl_multi_poll(multi, &extra, 1, milliseconds, nil)
    }

    /// The next exchange that has ended: whose, and how; nil when there is none.
    func nextEnded() -> (identity: UInt, outcome: CURLcode)? {
        var remaining: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &remaining) {
            // SAFETY: the message is valid until the next call on this multi; both values are copied here.
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            let outcome = unsafe doisoat_message_outcome(message)
            return unsafe (UInt(bitPattern: message.pointee.easy_handle), outcome)
        }
        return nil
    }
}
