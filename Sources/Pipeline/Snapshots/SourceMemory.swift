import Dossiers
import Formats
import Reports
import Settings

/// What is known of one source from earlier nights, in a folder of its own.
///
/// `state.json` alone says what counts. It is written last and takes its name in one step, so that a kill at any moment
/// leaves what was known before or what is known now; snapshots that it does not name are removed by the next night.
struct SourceMemory: Sendable {
    let folder: String
    private let basis: String
    /// Nil: nothing is known, and the source must be read in full.
    private(set) var state: SourceState?
    /// Why something that was known does not count any more; nil when nothing was lost.
    private(set) var loss: Sentence?

    private static let stateName = "state.json"
    private static let partName = "state.json.part"

    /// Looks at what the folder holds; damage is told in `loss` and never an error.
    ///
    /// - Parameters:
    ///   - folder: of this source alone; it need not exist.
    ///   - basis: what the source is asked for (mapping, address, selection), free of secrets; what was known of
    ///     another basis does not count.
    init(folder: String, basis: String) {
        self.folder = folder
        self.basis = basis
        do throws(TextFile.Problem) {
            let document = try TextFile.bytes(at: "\(folder)/\(SourceMemory.stateName)", limit: 1 << 20)
            state = SourceState(document: document)
            loss = state == nil ? "\(SourceMemory.stateName) is damaged" : nil
        } catch {
            if error != .missing { loss = "\(SourceMemory.stateName): \(error.text)" }
        }
        if let found = state, let flaw = flaw(of: found) { (state, loss) = (nil, flaw) }
    }

    /// Where the snapshot is; nil while there is none.
    var snapshot: String? { state.map { "\(folder)/\($0.snapshot)" } }

    /// Makes the folder, for its owner alone, and answers where the snapshot of a run is to be written.
    ///
    /// What a killed run left is removed, so that the disk has room. Nobody else may be writing in the folder.
    func begin(run: String) throws(RunFolderError) -> String {
        try Directory.create(folder, mode: 0o700)
        removeLeftovers(but: state?.snapshot)
        let name = "snapshot-\(run).ndjson"
        return "\(folder)/" + (name == state?.snapshot ? "snapshot-\(run)-again.ndjson" : name)
    }

    /// Makes a state count, and with it the snapshot that it names, which `merge` made durable in this folder.
    ///
    /// - Throws: when the disk does not take it; what was known before still counts then, unless only the last step
    ///   failed, which makes it durable.
    mutating func commit(_ state: SourceState) throws(RunFolderError) {
        let part = "\(folder)/\(SourceMemory.partName)"
        try StateFile.sync(folder: folder)
        var file = try StateFile(create: part)
        try file.append(state.document.span)
        _ = try file.finish()
        try Directory.move(part, to: "\(folder)/\(SourceMemory.stateName)")
        self.state = state
        loss = nil
        try StateFile.sync(folder: folder)
        removeLeftovers(but: state.snapshot)
    }

    private func removeLeftovers(but snapshot: String?) {
        for name in (try? Folder.names(at: folder)) ?? [] where name != snapshot {
            guard name.hasPrefix("snapshot-") || name == SourceMemory.partName else { continue }
            try? Directory.remove("\(folder)/\(name)")
        }
    }

    /// Why a state does not count.
    private func flaw(of state: SourceState) -> Sentence? {
        guard state.basis == basis else { return "the source is asked for something else than before" }
        do throws(PageFileError) {
            let file = try PageFile(open: "\(folder)/\(state.snapshot)")
            guard file.size == state.bytes else { return "\(state.snapshot) is damaged" }
            return try ByteSeal(of: file).text == state.seal ? nil : "\(state.snapshot) is damaged"
        } catch {
            return "\(error)"
        }
    }
}
