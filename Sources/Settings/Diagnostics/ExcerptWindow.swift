/// The part of a source line around one column that fits a terminal, made safe to print.
struct ExcerptWindow {
    let text: String
    let caret: String

    /// Longest part that is shown, in scalars.
    private static let width = 120

    init(line: String, column: Int) {
        let scalars = Array(line.unicodeScalars.prefix(column + Self.width))
        let start = column <= Self.width ? 0 : column - Self.width / 2
        let shown = scalars.dropFirst(start).prefix(Self.width)
        text = Self.string(of: shown)
        let before = Self.string(of: shown.prefix(max(0, column - 1 - start)))
        caret = String(before.map { $0 == "\t" ? "\t" : " " }) + "^"
    }

    private static func string(of scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars { view.append(isPrintable(scalar) ? scalar : "\u{FFFD}") }
        return String(view)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
    }
}
