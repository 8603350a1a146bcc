import Formats

extension JSONWriter {
    /// A member that is a whole number; nil writes null.
    mutating func member(_ name: String, _ value: (some BinaryInteger)?) {
        guard let value else { return memberNull(name) }
        member(name, value)
    }

    /// A member that is null.
    mutating func memberNull(_ name: String) {
        self.name(name)
        null()
    }

    /// A member that is a list of texts.
    mutating func member(_ name: String, _ texts: some Sequence<String>) {
        list(name) { list in
            for text in texts { list.text(text) }
        }
    }

    /// A member that is an object.
    mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        object(body)
    }

    /// A member that is a list.
    mutating func list(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        list(body)
    }
}
