import Dossiers
import Testing

@testable import Settings

/// The keys of `kind: files`.
struct FilesSettingsTests {
    private func configuration(_ fetch: String) throws(Diagnostics) -> Configuration {
        let text = """
            doisoat: 1
            unit: { code: H23.23 }
            local:
              - { id: a, mapping: m, fetch: { kind: files, \(fetch) } }
            portal: { mapping: p, fetch: { kind: files, url: p.csv } }

            """
        return try Configuration.read(SourceText(file: "conf/doisoat.yaml", text: text), overrides: [])
    }

    private func files(_ fetch: String) throws -> FilesFetch? {
        guard case .files(let files) = try configuration(fetch).local[0].fetch.method else { return nil }
        return files
    }

    private func errors(_ fetch: String) -> [String] {
        do throws(Diagnostics) {
            _ = try configuration(fetch)
            return []
        } catch {
            return error.all.map { "\($0.message)" }
        }
    }

    @Test func aFileServerIsReadWithItsKeys() throws {
        let files = try files(
            """
            url: "sftp://h.example:2222/out/*.csv", user: u, key: { credential: c }, key_password: { env: P }, \
            known_hosts: known, stable: 30 s, sentinel: .done, inside: "*.csv", take: { since: 2023-01-01 }
            """
        )
        let day = try #require(Instant(year: 2_023, month: 1, day: 1, precision: .day))
        var expected = FilesFetch(pattern: "sftp://h.example:2222/out/*.csv", take: .since(day), isLocal: false)
        (expected.user, expected.key, expected.keyPassword) = ("u", .credential("c"), .environment("P"))
        expected.knownHosts = "conf/known"
        expected.completeness = .init(stable: .seconds(30), sentinel: ".done")
        expected.inside = "*.csv"
        #expect(files == expected)
    }

    @Test(arguments: [
        ("all", FilesFetch.Take.all), ("newest", .newest), ("{ since: last 30 days }", .last(days: 30)),
        ("{ since: last 2 weeks }", .last(days: 14)),
    ])
    func whichFilesAreTaken(_ text: String, _ take: FilesFetch.Take) throws {
        #expect(try files("url: \"a*.csv\", take: \(text)")?.take == take)
    }

    @Test(arguments: ["ftps://h.example/*.csv", "ftpes://h.example/a/*.csv"])
    func fileTransferInsideTLSNeedsAPassword(_ url: String) throws {
        #expect(try files("url: \"\(url)\", user: u, password: { env: P }")?.password == .environment("P"))
        #expect(errors("url: \"\(url)\", user: u, key: { file: k }").count == 2)
    }

    @Test(arguments: [
        ("take: { since: yesterday }", "`since` must be a day written yyyy-MM-dd, or such as `last 30 days`"),
        ("take: { since: last 30 hours }", "`since` must be a day written"),
        ("take: { }", "the key `since` is missing"),
        ("take: newst", "`newst` is not known as `take`"), ("inside: a/b", "`inside` must be a pattern of names"),
        ("sentinel: done", "`sentinel` must be the ending of a file"), ("stable: soon", "`stable` must be a duration"),
        ("user: u", "`user` belongs to addresses of sftp, ftps, ftpes only"),
    ])
    func whatIsWrittenWronglyIsTold(_ keys: String, _ message: String) {
        let errors = errors("url: \"a*.csv\", \(keys)")
        #expect(errors.count == 1)
        #expect(errors.first?.hasPrefix(message) == true, "\(errors)")
    }

    @Test(arguments: [
        ("https://h.example/*.csv?x=1", "over the web `?` begins a query, and a pattern takes none"),
        ("https://h.example/drop/", "`url` must say which files of the folder are meant"),
        ("https://h.example", "`url` must name a host and a path"),
        ("sftp://h.example/out/", "`url` must say which files of the folder are meant"),
        ("sftp://h.example", "`url` must name a host and a path"),
        ("sftp://u:p@h.example/a.csv", "an address must not carry a user or a password"),
        ("ftp://h.example/a.csv", "`url` must be a path, or an address of file, sftp, ftps, ftpes or https"),
    ])
    func addressesThatMeanNoFilesAreRefused(_ url: String, _ message: String) {
        #expect(errors("url: \"\(url)\"").first == message)
    }

    @Test func aPrivateKeyIsAFile() {
        let keys = "url: \"sftp://h.example/a.csv\", user: u, known_hosts: k"
        #expect(errors("\(keys), key: { env: KEY }") == ["`key` must be a file or a credential"])
        #expect(errors("\(keys), key: { file: key }").isEmpty)
        #expect(errors("\(keys), password: { env: KEY }").isEmpty)
    }
}
