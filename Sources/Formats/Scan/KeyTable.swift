/// The first and last eight bytes of a name and its length: all of a name of up to 16 bytes.
struct KeyShape: Sendable {
    var first: UInt64 = 0
    var last: UInt64 = 0
    /// `UInt32.max` in a guess that is not made yet.
    var length = UInt32.max
    /// The wanted name; -1 when no wanted name has this shape.
    var entry: Int32 = -1

    @inline(__always)
    func matches(_ other: KeyShape) -> Bool {
        (first ^ other.first) | (last ^ other.last) | UInt64(length ^ other.length) == 0
    }
}

/// A wanted name, flat, with what a walk must know when it meets it.
struct WantedName: Sendable {
    var shape: KeyShape
    /// Where its bytes stand in the text of all names.
    var nameStart: Int
    /// Slots of paths that end here, then from `elementStart` on those that end here with `[]`, up to `slotEnd`.
    var slotStart: Int
    var elementStart: Int
    var slotEnd: Int
    /// The slot when there is no other and no path goes on inside; -1 else.
    var loneSlot: Int
    var objectNode: Int
    var listNode: Int
    /// Number of the object in which the name was last met, to see it twice.
    var object: UInt64 = 0
}
