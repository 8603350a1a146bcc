/// Brings texts that people write in several ways to one spelling, so that equal bytes mean the same name or key.
///
/// Covers all Latin letters, precomposed and decomposed; letters of other scripts are taken as they are written.
package enum NameFolding {
    /// Appends the folded form of a person's or an office's name (valid UTF-8) to `output`.
    ///
    /// Two names fold to the same bytes exactly when they are equal after NFC, full case folding, taking each run of blanks
    /// (NBSP and the like included) for one and none at the ends, and gathering the tone marks of each word:
    /// *hòa* = *hoà*, *thủy* = *thuỷ*. Letters keep their circumflex, breve, horn and bar. One pass.
    package static func fold(_ name: Span<UInt8>, into output: inout [UInt8]) {
        var folder = LetterFolder(start: output.count, movesTones: true)
        folder.fold(name, into: &output)
    }

    /// Appends the form in which keys of tables and column titles (valid UTF-8) compare: trimmed, NFC, case folded.
    ///
    /// The bytes are those of the decomposed text; blanks within the text count as written.
    package static func key(_ text: Span<UInt8>, into output: inout [UInt8]) {
        if ASCIIFolding.appendKey(text, to: &output) { return }
        var folder = LetterFolder(start: output.count, movesTones: false)
        folder.fold(text, into: &output)
    }
}
