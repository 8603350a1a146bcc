extension JSONWriter {
    /// A member that is a text; nil writes null.
    package mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        self.text(text)
    }

    /// A member that is a whole number.
    package mutating func member(_ name: String, _ value: some BinaryInteger) {
        self.name(name)
        number(value)
    }

    /// A member that is `true` or `false`.
    package mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        bool(value)
    }

    /// A member that is any value.
    package mutating func member(_ name: String, _ value: RecordValue) {
        self.name(name)
        self.value(value)
    }

    /// An object whose members `body` writes.
    package mutating func object<Failure: Error>(_ body: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
        beginObject()
        try body(&self)
        endObject()
    }

    /// A list whose elements `body` writes.
    package mutating func list<Failure: Error>(_ body: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
        beginList()
        try body(&self)
        endList()
    }

    /// A tree as it stands: members in their order, numbers as written.
    package mutating func value(_ value: RecordValue) {
        switch value {
        case .null: null()
        case .bool(let truth): bool(truth)
        case .number(let digits): number(literal: digits)
        case .text(let text): self.text(text)
        case .list(let elements): list { for element in elements { $0.value(element) } }
        case .object(let members): object { for member in members { $0.member(member.name, member.value) } }
        }
    }
}
