import Formats

/// The directory at the end of a zip file (APPNOTE 6.3, sections 4.3 and 4.5).
///
/// What is bounded by it: one part; at most 16 MiB of directory; sizes and places inside the file. Names are for people, nothing
/// is written under them.
enum ZipDirectory {
    private static let endLength: Int64 = 22
    private static let longestComment: Int64 = 65_535
    private static let mostBytes: Int64 = 16 << 20

    /// Where the directory lies and how many entries it has.
    private struct Place {
        var entries: Int64
        var bytes: Int64
        var start: Int64
        /// Behind the last byte of the directory.
        var end: Int64
    }

    /// All entries, in the order of the directory.
    ///
    /// - Throws: `cutShort` when there is no directory, `severalParts`, `strangeDirectory`, `unreadable`.
    static func entries(of file: borrowing PageFile) throws(ExpansionFailure) -> [ZipEntry] {
        let place = try place(in: file)
        guard place.bytes <= mostBytes else { throw .strangeDirectory }
        // What stands before a zip file, a program that unpacks itself, moves all places.
        let shift = place.end - place.bytes - place.start
        guard shift >= 0 else { throw .strangeDirectory }
        let fields = ZipFields(try file.bytes(place.end - place.bytes..<place.end))
        var (entries, offset): ([ZipEntry], Int) = ([], 0)
        while Int64(entries.count) < place.entries {
            guard let (entry, length) = entry(in: fields, at: offset) else { throw .strangeDirectory }
            entries.append(entry)
            entries[entries.count - 1].header += shift
            offset += length
        }
        return entries
    }

    private static func place(in file: borrowing PageFile) throws(ExpansionFailure) -> Place {
        let start = max(0, file.size - endLength - longestComment)
        let fields = ZipFields(try file.bytes(start..<file.size))
        var offset = fields.count - Int(endLength)
        while offset >= 0 {
            if fields.long(offset) == 0x0605_4B50, fields.short(offset + 20) == fields.count - offset - 22 {
                return try place(fields, offset, at: start + Int64(offset), in: file)
            }
            offset -= 1
        }
        throw .cutShort
    }

    private static func place(
        _ fields: ZipFields,
        _ offset: Int,
        at end: Int64,
        in file: borrowing PageFile
    ) throws(ExpansionFailure) -> Place {
        guard let disk = fields.short(offset + 4), let directoryDisk = fields.short(offset + 6),
            let entries = fields.short(offset + 10), let bytes = fields.long(offset + 12),
            let start = fields.long(offset + 16)
        else { throw .cutShort }
        if let large = try largePlace(before: end, in: file) { return large }
        guard disk == 0, directoryDisk == 0 else { throw .severalParts }
        return Place(entries: Int64(entries), bytes: bytes, start: start, end: end)
    }

    /// The place in a file with numbers of eight bytes; nil when it has none.
    ///
    /// They hold even where four would have done.
    private static func largePlace(
        before end: Int64,
        in file: borrowing PageFile
    ) throws(ExpansionFailure) -> Place? {
        guard end >= 20 else { return nil }
        let locator = ZipFields(try file.bytes(end - 20..<end))
        guard locator.long(0) == 0x0706_4B50 else { return nil }
        guard locator.long(4) == 0, locator.long(16).map({ $0 <= 1 }) == true else { throw .severalParts }
        guard let start = locator.large(8), start >= 0, start <= end - 20 - 56 else { throw .strangeDirectory }
        let fields = ZipFields(try file.bytes(start..<start + 56))
        guard fields.long(0) == 0x0606_4B50, fields.long(16) == 0, fields.long(20) == 0,
            let entries = fields.large(32), let bytes = fields.large(40), let directory = fields.large(48),
            entries >= 0, bytes >= 0, bytes <= start, directory >= 0
        else { throw .strangeDirectory }
        return Place(entries: entries, bytes: bytes, start: directory, end: start)
    }

    private static func entry(in fields: ZipFields, at offset: Int) -> (ZipEntry, length: Int)? {
        guard fields.long(offset) == 0x0201_4B50, let system = fields.short(offset + 4),
            let flags = fields.short(offset + 8), let method = fields.short(offset + 10),
            let checksum = fields.long(offset + 16), let packed = fields.long(offset + 20),
            let bytes = fields.long(offset + 24), let nameLength = fields.short(offset + 28),
            let extraLength = fields.short(offset + 30), let commentLength = fields.short(offset + 32),
            let mode = fields.short(offset + 40), let header = fields.long(offset + 42),
            let name = fields.bytes(offset + 46, nameLength)
        else { return nil }
        var entry = ZipEntry(
            name: String(decoding: name, as: UTF8.self),
            kind: kind(name, mode: system >> 8 == 3 ? mode : 0),
            isEncrypted: flags & 0x2041 != 0,
            method: method,
            checksum: UInt32(checksum),
            packed: packed,
            bytes: bytes,
            header: header
        )
        let extra = offset + 46 + nameLength
        guard widen(&entry, fields, extra..<extra + extraLength) else { return nil }
        return (entry, 46 + nameLength + extraLength + commentLength)
    }

    private static func kind(_ name: ArraySlice<UInt8>, mode: Int) -> ZipEntry.Kind {
        if name.last == UInt8(ascii: "/") { return .folder }
        return switch mode & 0o170000 {
        // `zip -` notes the pipe that it read from.
        case 0, 0o100000, 0o010000: .file
        case 0o040000: .folder
        default: .other
        }
    }

    /// Replaces sizes and places that need eight bytes by those of the extra field 1; false when they are missing.
    private static func widen(_ entry: inout ZipEntry, _ fields: ZipFields, _ range: Range<Int>) -> Bool {
        let members = [\ZipEntry.bytes, \.packed, \.header].filter { entry[keyPath: $0] == 0xFFFF_FFFF }
        guard !members.isEmpty else { return true }
        guard var place = fields.extra(1, in: range) else { return false }
        for member in members {
            guard place.count >= 8, let value = fields.large(place.lowerBound), value >= 0 else { return false }
            entry[keyPath: member] = value
            place = place.lowerBound + 8..<place.upperBound
        }
        return true
    }
}
