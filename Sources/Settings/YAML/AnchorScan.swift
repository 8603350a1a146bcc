/// Finds anchors before the parser sees them: an alias can make a small file huge, so none is ever expanded.
///
/// In YAML an anchor follows a blank or an indicator, so a text without such an `&name` has no anchor, and without an anchor no
/// alias. The scan does not know quotes; ` &name` inside a text is refused as well, with the way to write it.
enum AnchorScan {
    static func firstAnchor(in source: SourceText) -> Diagnostic? {
        for (index, line) in source.lines.enumerated() where line.utf8.contains(0x26) {
            guard let column = column(in: line) else { continue }
            return source.diagnostic(
                at: YAMLMark(line: index + 1, column: column),
                "anchors and aliases are not supported",
                hint: "write the value out; inside a quoted text write \\u0026 for &"
            )
        }
        return nil
    }

    /// 1-based column of an `&` that may begin an anchor.
    private static func column(in line: Substring) -> Int? {
        var previous: Unicode.Scalar = " "
        var isCandidate = false
        for (index, scalar) in line.unicodeScalars.enumerated() {
            if isCandidate, continuesName(scalar) { return index }
            isCandidate = scalar == "&" && !joins(previous)
            previous = scalar
        }
        return nil
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-"
    }

    /// Whether an `&` after this scalar is the middle of a word, as in `a=1&b=2`.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return scalar != "\u{85}" && scalar != "\u{2028}" && scalar != "\u{2029}" }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "=;%/.~_)".unicodeScalars.contains(scalar)
    }
}
