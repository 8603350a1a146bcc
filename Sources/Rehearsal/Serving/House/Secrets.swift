/// The secrets of a served world, one file each: they follow from the seed, so a rerun needs no new ones.
struct Secrets: Sendable {
    let folder: String
    private let noise: Noise

    init(folder: String, seed: UInt64) {
        self.folder = folder
        noise = Noise(seed: seed ^ 0x5EC2_E750)
    }

    /// The secret of a purpose at a source.
    func word(_ source: String, _ purpose: String) -> String {
        let key = (source + "/" + purpose).utf8.reduce(UInt64(0)) { Noise.mix($0 ^ UInt64($1)) }
        let halves = [noise.draw(0, key), noise.draw(1, key)]
        return "dien-tap-" + halves.map { String($0, radix: 36) }.joined()
    }

    /// Writes the secret to a file of its own, which only its owner may read; the way of naming it in a configuration.
    ///
    /// - Throws: `OutputError` when the file cannot be written.
    func place(_ source: String, _ purpose: String) throws(OutputError) -> String {
        let path = "\(folder)/\(source).\(purpose)"
        var file = try OutputFile(creating: path, mode: 0o600)
        try file.write { $0.append(word(source, purpose)) }
        try file.flush()
        return "{ file: \"\(path)\" }"
    }
}
