import Synchronization

/// A small body that unfolds to a very large one; it is packed when it is wanted first.
final class GzipBomb: Sendable {
    private let folder: String
    private let packed = Mutex<[UInt8]?>(nil)

    /// Bytes of blanks in it.
    private static let size = 120_000_000

    /// A bomb that is packed in a folder that exists.
    init(folder: String) { self.folder = folder }

    /// An empty list of JSON with 120 MB of blanks in it, packed by the system's `gzip`; a plain error without one.
    var answer: Answer {
        packed.withLock { packed in
            do {
                let body = try packed ?? GzipBomb.pack(in: folder)
                packed = body
                return Answer.json(body).with("Content-Encoding", "gzip")
            } catch {
                return .text("\(error)\n", status: 500)
            }
        }
    }

    private static func pack(in folder: String) throws -> [UInt8] {
        let script = "{ printf '{\"data\":['; head -c \(size) /dev/zero | tr '\\000' ' '; printf ']}'; } | gzip -9n"
        return try Tool.output(["sh", "-c", script], in: folder)
    }
}
