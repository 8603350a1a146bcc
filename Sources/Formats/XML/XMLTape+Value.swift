extension XMLTape {
    /// The elements on the tape as an object of them (one, for a document).
    func value() -> RecordValue {
        var position = 0
        var members = MemberList()
        while position < entries.count {
            guard entries[position].kind == .open else {
                position += 1
                continue
            }
            members.add(string(entries[position].name), element(at: &position))
        }
        return .object(members.members)
    }

    /// The element that begins at `position`, which moves behind its end.
    private func element(at position: inout Int) -> RecordValue {
        position += 1
        var members = MemberList()
        var hasElements = false
        var text = ""
        while position < entries.count, entries[position].kind != .close {
            let entry = entries[position]
            switch entry.kind {
            case .attribute: members.append("@" + string(entry.name), .text(string(entry.value)))
            case .text: text += string(entry.value)
            case .open, .close:
                hasElements = true
                members.add(string(entry.name), element(at: &position))
                continue
            }
            position += 1
        }
        position += 1
        if members.members.isEmpty { return .text(text) }
        let isLayout = hasElements && text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        if !text.isEmpty, !isLayout { members.append("#text", .text(text)) }
        return .object(members.members)
    }
}

/// Members in the order of their first occurrence; a name that occurs again makes a list.
private struct MemberList {
    private(set) var members: [RecordMember] = []
    private var places: [String: Int] = [:]

    mutating func append(_ name: String, _ value: RecordValue) {
        members.append(RecordMember(name: name, value: value))
    }

    mutating func add(_ name: String, _ value: RecordValue) {
        guard let place = places[name] else {
            places[name] = members.count
            return append(name, value)
        }
        guard case .list(var elements) = members[place].value else {
            members[place] = RecordMember(name: name, value: .list([members[place].value, value]))
            return
        }
        members[place] = RecordMember(name: name, value: .null)
        elements.append(value)
        members[place] = RecordMember(name: name, value: .list(elements))
    }
}
