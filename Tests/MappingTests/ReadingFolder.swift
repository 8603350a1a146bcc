import Foundation
import Mapping
import Settings

/// A folder of mappings that lives as long as a test.
struct ReadingFolder: ~Copyable {
    let path: String

    init(_ files: [String: String]) throws {
        path = NSTemporaryDirectory() + "reading-" + UUID().uuidString
        for (name, text) in files {
            let file = URL(fileURLWithPath: path + "/" + name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var reader: MappingReader { MappingReader(directory: path) }

    /// `file:line:column message (hint)` of each finding in the mapping `m`, files seen from the folder.
    func findings() -> [String] {
        do {
            _ = try reader.definition(named: "m")
            return []
        } catch {
            return error.all.map { finding in
                let file = String(finding.file.dropFirst(path.count + 1))
                let hint = finding.hint.map { " (\($0))" } ?? ""
                let place = finding.line > 0 ? ":\(finding.line):\(finding.column)" : ""
                return "\(file)\(place) \(finding.message)\(hint)".replacingOccurrences(of: path + "/", with: "")
            }
        }
    }
}
