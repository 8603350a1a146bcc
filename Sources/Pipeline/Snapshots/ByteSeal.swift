import Dossiers
import Formats

/// Tells whether a file still holds what was written: 128 bits over blocks of 64 KiB.
///
/// A guard against accidents, not against people.
struct ByteSeal: Sendable, Hashable {
    static let blockBytes = 1 << 16

    private var high: UInt64 = 0
    private var low: UInt64 = 0

    init() {}

    /// The seal of a file as it stands.
    init(of file: borrowing PageFile) throws(PageFileError) {
        var block = [UInt8](repeating: 0, count: ByteSeal.blockBytes)
        var offset: Int64 = 0
        while offset < file.size {
            var room = block.mutableSpan
            let count = try file.read(at: offset, into: &room)
            guard count > 0 else { return }
            add(block.span.extracting(0..<count))
            offset += Int64(count)
        }
    }

    /// Takes the next block; only the last may be shorter than `blockBytes`.
    mutating func add(_ block: Span<UInt8>) {
        let hash = ByteHash.wide(block)
        high = ByteHash.number(high ^ hash.high, seed: hash.low)
        low = ByteHash.number(low ^ hash.low, seed: high)
    }

    /// 32 hexadecimal digits.
    var text: String { ByteSeal.digits(high) + ByteSeal.digits(low) }

    private static func digits(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
