import Settings
import Synchronization

/// The table files that were read so far and found sound, so that tables which several mappings share are read once.
final class TableTexts: Sendable {
    private let sound = Mutex<[String: TableText]>([:])

    init() {}

    /// The table at `path`; what is wrong with it goes to `collector` and gives nil.
    func table(at path: String, _ collector: DiagnosticCollector) -> TableText? {
        if let known = sound.withLock({ $0[path] }) { return known }
        do {
            let count = collector.count
            let table = TableText(try SourceText(reading: path), collector: collector)
            if let table, collector.count == count { sound.withLock { $0[path] = table } }
            return table
        } catch {
            collector.report(error)
            return nil
        }
    }
}
