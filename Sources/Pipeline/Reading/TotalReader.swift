import Dossiers
import Formats

/// Takes the first number that the envelope of a JSON page gives for the length of its list.
struct TotalReader: RecordSink {
    private(set) var total: Int?

    init() {}

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        for index in slots.indices where total == nil { total = TotalReader.number(slots[index], in: bytes) }
    }

    @inline(never)
    private static func number(_ slot: Slot, in bytes: Span<UInt8>) -> Int? {
        guard slot.kind == .number || slot.kind == .text else { return nil }
        var value = 0
        var place = Int(slot.start)
        let end = place + Int(slot.count)
        while place < end {
            let digit = Int(bytes[place]) - 0x30
            guard (0...9).contains(digit), value < Int.max / 100 else { return nil }
            value = value * 10 + digit
            place += 1
        }
        return slot.count == 0 ? nil : value
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}
