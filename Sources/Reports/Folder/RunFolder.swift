import Glibc

/// The folder of one run, written beside its place and renamed when it is whole: a folder that exists is complete.
///
/// Letting go of it without `publish` removes what was begun.
package struct RunFolder: ~Copyable {
    /// Name of the run, and of the folder.
    package let name: String
    private let directory: String
    private let partial: String
    private var entries: [ManifestEntry] = []
    private var isPublished = false
    /// Held while the folder is being written, so that another run does not take it for abandoned.
    private let lock: FolderLock

    /// Begins the folder `name` in `directory`, which is created when it is missing; removes what killed runs left in it.
    ///
    /// - Throws: `RunFolderError`, one that `isNameTaken` when a run of that name is there or being written.
    package init(creating name: String, in directory: String) throws(RunFolderError) {
        self.name = name
        self.directory = directory
        partial = "\(directory)/.\(name).partial"
        lock = try RunFolder.claim(partial, for: "\(directory)/\(name)", in: directory)
    }

    /// Makes the folder for a run that is to lie at `place`, locked before another run may take it for abandoned.
    ///
    /// The place is looked at after the folder was made: whoever held the name until then has published or is gone.
    private static func claim(
        _ partial: String,
        for place: String,
        in directory: String
    ) throws(RunFolderError) -> FolderLock {
        try Directory.create(directory, mode: 0o755)
        return try FolderLock.inTurn(for: directory) { () throws(RunFolderError) in
            FolderLock.removeAbandoned(in: directory) { $0.hasPrefix(".") && $0.hasSuffix(".partial") }
            guard try Directory.claim(partial, mode: 0o755) else { throw RunFolderError(nameTaken: place) }
            guard !Directory.exists(place) else {
                try Directory.remove(partial)
                throw RunFolderError(nameTaken: place)
            }
            return try FolderLock(partial)
        }
    }

    deinit { if !isPublished { try? Directory.remove(partial) } }

    /// Where the run will lie.
    package var path: String { "\(directory)/\(name)" }

    /// Begins a file; folders in its name are created.
    ///
    /// - Parameter isPersonal: whether it holds personal data in clear; its mode is 0600 then.
    package func file(_ name: String, isPersonal: Bool = false) throws(RunFolderError) -> RunFile {
        if let slash = name.lastIndex(of: "/") {
            try Directory.create("\(partial)/\(name[..<slash])", mode: isPersonal ? 0o700 : 0o755)
        }
        return try RunFile(name: name, in: partial, mode: isPersonal ? 0o600 : 0o644)
    }

    /// Ends a file: writes its rest, syncs it, notes it for the manifest.
    ///
    /// - Parameter records: records that the file holds; nil where records mean nothing.
    package mutating func finish(_ file: consuming RunFile, records: Int?) throws(RunFolderError) {
        entries.append(try file.finish(records: records))
    }

    /// Writes one whole file.
    package mutating func add(
        _ name: String,
        _ bytes: [UInt8],
        records: Int? = nil,
        isPersonal: Bool = false
    ) throws(RunFolderError) {
        var file = try file(name, isPersonal: isPersonal)
        try file.append { $0.append(contentsOf: bytes) }
        try finish(file, records: records)
    }

    /// Writes the manifest, syncs and renames; answers the path of the folder.
    ///
    /// - Throws: `RunFolderError`; `ReportFault` when the manifest does not fit its schema.
    package consuming func publish() throws -> String {
        let manifest = ManifestWriter().document(run: name, entries: entries)
        try SchemaGate(.manifest, of: "manifest.json").pass(manifest)
        var file = try file("manifest.json")
        try file.append { $0.append(contentsOf: manifest) }
        _ = try file.finish(records: nil)
        try Directory.sync(partial)
        try Directory.move(partial, to: path)
        isPublished = true
        try Directory.sync(directory)
        return path
    }
}
