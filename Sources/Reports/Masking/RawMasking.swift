package import Formats

/// Shows a record as it came without its personal data: only texts that are known to be open are left as they stand.
///
/// Names, brackets and separators stay, so that the shape of the record can be seen; every other value becomes `***`, or what
/// `shown` has for it. A text is compared as it stands in the record: one that is written with escapes counts as not known.
package struct RawMasking: Sendable {
    /// What stands in place of a value that nobody vouches for.
    package static let hidden = "***"

    private let format: RecordFormat
    private let shown: [String: String]

    /// A masking of records of a format.
    ///
    /// - Parameter shown: what to write for each text of the record; an open text stands for itself.
    package init(_ format: RecordFormat, shown: [String: String]) {
        self.format = format
        self.shown = shown
    }

    /// The record with its values masked.
    package func text(of raw: String) -> String {
        switch format {
        case .json, .ndjson: json(raw)
        case .xml: xml(raw)
        case .csv: csv(raw)
        }
    }

    private func replacement(_ text: some StringProtocol) -> String {
        let trimmed = text.trimmingBlanks
        return trimmed.isEmpty ? String(text) : shown[trimmed] ?? RawMasking.hidden
    }

    // MARK: - JSON

    private func json(_ raw: String) -> String {
        var rest = raw[...]
        var text = ""
        while let first = rest.first {
            if first == "\"" {
                text += quoted(&rest)
            } else if first.isNumber || first.isLetter || first == "-" {
                let word = rest.prefix { !" \t\r\n,:{}[]\"".contains($0) }
                text += word == "null" ? "null" : replacement(word)
                rest = rest[word.endIndex...]
            } else {
                text.append(first)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The text at the start of `rest`, its quotes included; a name stays, a value is masked.
    private func quoted(_ rest: inout Substring) -> String {
        let inner = rest.dropFirst()
        var end = inner.startIndex
        while end < inner.endIndex, inner[end] != "\"" {
            if inner[end] == "\\" { inner.formIndex(after: &end) }
            if end < inner.endIndex { inner.formIndex(after: &end) }
        }
        let content = inner[..<end]
        rest = end < inner.endIndex ? inner[inner.index(after: end)...] : ""
        let isName = rest.drop { " \t\r\n".contains($0) }.first == ":"
        return "\"\(isName ? String(content) : replacement(content.replacing("\\/", with: "/")))\""
    }

    // MARK: - XML

    private func xml(_ raw: String) -> String {
        var rest = raw[...]
        var text = ""
        while !rest.isEmpty {
            let content = rest.prefix { $0 != "<" }
            text += replacement(content)
            rest = rest[content.endIndex...]
            guard !rest.isEmpty else { break }
            text += tag(&rest)
        }
        return text
    }

    private func tag(_ rest: inout Substring) -> String {
        if rest.hasPrefix("<![CDATA[") { return section(&rest, upTo: "]]>", "<![CDATA[") }
        if rest.hasPrefix("<!--") { return section(&rest, upTo: "-->", "<!--") }
        var text = ""
        var quote: Character?
        var value = ""
        while let next = rest.popFirst() {
            if let open = quote {
                if next == open {
                    text += replacement(value) + String(next)
                    (quote, value) = (nil, "")
                } else {
                    value.append(next)
                }
                continue
            }
            text.append(next)
            if next == "\"" || next == "'" { quote = next }
            if next == ">" { break }
        }
        return quote == nil ? text : text + RawMasking.hidden
    }

    private func section(_ rest: inout Substring, upTo end: String, _ start: String) -> String {
        let inner = rest.dropFirst(start.count)
        let found = inner.firstRange(of: end)
        let content = inner[..<(found?.lowerBound ?? inner.endIndex)]
        rest = found.map { inner[$0.upperBound...] } ?? ""
        return start + replacement(content) + end
    }

    // MARK: - CSV

    private func csv(_ raw: String) -> String {
        var text = ""
        var cell = ""
        var isQuoted = false
        for character in raw {
            if character == "\"" { isQuoted.toggle() }
            guard !isQuoted, ",;\t\r\n\r\n".contains(character) else {
                cell.append(character)
                continue
            }
            text += masked(cell: cell) + String(character)
            cell = ""
        }
        return text + masked(cell: cell)
    }

    private func masked(cell: String) -> String {
        guard cell.hasPrefix("\""), cell.hasSuffix("\""), cell.count > 1 else { return replacement(cell) }
        return "\"\(replacement(cell.dropFirst().dropLast()))\""
    }
}

extension StringProtocol {
    /// Without the blanks around it.
    fileprivate var trimmingBlanks: String {
        let start = drop(while: \.isWhitespace)
        let blanks = start.reversed().prefix(while: \.isWhitespace).count
        return String(start.dropLast(blanks))
    }
}
