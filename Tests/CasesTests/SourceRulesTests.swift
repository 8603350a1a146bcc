import Foundation
import Testing

/// Rules of the house that the compiler does not keep.
struct SourceRulesTests {
    /// Swift files of a folder of the repository, by their path in it.
    private static func sources(in folder: String) throws -> [String: String] {
        let root = Repository.root.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        return try Dictionary(
            uniqueKeysWithValues: paths.map { ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
        )
    }

    private static func code(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    }

    @Test func unsafeCodeStandsOnlyWhereItIsAllowed() throws {
        let found = try SourceRulesTests.sources(in: "Sources").filter { _, text in
            SourceRulesTests.code(text).contains { $0.contains(/\bunsafe\b/) }
        }
        let list = Repository.root.appending(path: "Tests/CasesTests/unsafe-files.txt")
        let allowed = try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(found.keys.sorted() == allowed)
    }

    @Test func everyUnsafeFileSaysWhyItIsSafe() throws {
        for (path, text) in try SourceRulesTests.sources(in: "Sources") {
            let isUnsafe = SourceRulesTests.code(text).contains { $0.contains(/\bunsafe\b/) }
            #expect(!isUnsafe || text.contains("// SAFETY:"), "\(path)")
        }
    }

    @Test func everyPackageDeclarationIsDocumented() throws {
        var bare: [String] = []
        for (path, text) in try SourceRulesTests.sources(in: "Sources")
        where !path.contains(/Words\/(English|Vietnamese)/) {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() where SourceRulesTests.mustBeDocumented(line) {
                let above = lines[..<number].last { !$0.contains(/^ *(@|\/\/ )/) }
                let isDocumented = above?.drop { $0 == " " }.hasPrefix("///") ?? false
                if !isDocumented { bare.append("\(path):\(number + 1):\(line)") }
            }
        }
        #expect(bare.isEmpty, "\(bare.sorted().prefix(20).joined(separator: "\n"))")
    }

    /// Initialisers that only take the members, and the words of one language, say nothing that their type does not.
    private static func mustBeDocumented(_ line: Substring) -> Bool {
        let text = line.drop { $0 == " " }
        guard text.hasPrefix("package "), !text.hasPrefix("package import") else { return false }
        return !text.contains("func <") && text.contains(/\b(func|struct|class|enum|protocol|typealias|actor)\b/)
    }

    @Test func everySentenceForPeopleHasAVietnamesePattern() throws {
        let script = Repository.root.appending(path: "Tests/Sentences/untold.py").path
        let outcome = try Program.python([script, Repository.root.path])
        #expect(outcome.exit == 0 && outcome.stdout.isEmpty, "\(outcome.stdout)\(outcome.stderr)")
    }

    @Test func onlyTheCommandsTouchTheProcess() throws {
        let words = /\b(STDOUT_FILENO|STDERR_FILENO|getenv|environ|exit)\b\(?/
        for (path, text) in try SourceRulesTests.sources(in: "Sources") where !path.hasPrefix("Commands/") {
            guard !path.hasPrefix("doisoat"), !path.hasPrefix("Rehearsal/") else { continue }
            #expect(!SourceRulesTests.code(text).contains { $0.contains(words) && $0.contains("(") }, "\(path)")
        }
    }
}
