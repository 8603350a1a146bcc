import Dossiers
import Settings

/// A file of dossier codes, one a line; blank lines and lines that begin with `#` say nothing.
enum CodeList {
    /// The canonical codes in the file.
    ///
    /// - Throws: a finding for each line that is no code, and for a file that holds none or cannot be read.
    static func read(_ path: String) throws(Diagnostics) -> Set<String> {
        let source = try SourceText(reading: path)
        var codes: Set<String> = []
        var findings: [Diagnostic] = []
        let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let text = line.filter { !$0.isWhitespace }
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            if let code = DossierCode(String(line)), code.canonical.contains(where: \.isNumber) {
                codes.insert(code.canonical)
            } else {
                findings.append(Diagnostic(file: path, line: index + 1, message: "this is no dossier code"))
            }
        }
        if codes.isEmpty, findings.isEmpty {
            findings.append(Diagnostic(file: path, message: "the file holds no dossier code"))
        }
        guard findings.isEmpty else { throw Diagnostics(findings) }
        return codes
    }
}
