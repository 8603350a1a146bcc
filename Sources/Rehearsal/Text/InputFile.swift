import Foundation

/// A small file that is read at once.
enum InputFile {
    /// Its bytes; nil when it cannot be read.
    static func bytes(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: path))).map { Array($0) }
    }
}
