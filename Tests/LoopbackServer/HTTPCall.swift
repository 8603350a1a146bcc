/// One request as it came over the wire.
package struct HTTPCall: Sendable, Hashable {
    /// Counted from 0 over the life of the server.
    package let number: Int
    /// `GET`, `POST`, ...
    package let method: String
    /// Path and query as sent.
    package let target: String
    /// By lower-case name; of repeated ones the last.
    package let headers: [String: String]
    /// The body, if its length was declared.
    package let body: [UInt8]

    /// Takes one whole request from the start of `bytes`; nil while it is incomplete.
    init?(taking bytes: inout [UInt8], number: Int) {
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) }) else {
            return nil
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        let start = end + 4
        guard bytes.count >= start + length, let first = lines.first?.split(separator: " "), first.count > 1 else {
            return nil
        }
        method = String(first[0])
        target = String(first[1])
        self.headers = headers
        body = Array(bytes[start..<start + length])
        self.number = number
        bytes.removeFirst(start + length)
    }
}
