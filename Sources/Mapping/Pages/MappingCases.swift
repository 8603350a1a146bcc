import Dossiers
import Formats
import Settings

/// The cases that prove a mapping: pages as the system sends them, and the dossiers expected of them.
package struct MappingCases: Sendable {
    /// The folder `cases` beside the mapping file.
    package let directory: String
    private let program: MappingProgram

    /// The cases beside the file that `program` was made of.
    package init(_ program: MappingProgram) {
        self.program = program
        let file = program.definition.file
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        directory = folder + "/cases"
    }

    /// The names of the cases, sorted; empty when there is no such folder.
    package var names: [String] { MappingCases.names(in: directory) }

    private static func names(in folder: String) -> [String] { ((try? Folder.names(at: folder)) ?? []).sorted() }

    /// Runs every case, in the order of `names`.
    package func run() -> [MappingCaseOutcome] { names.map(run) }

    /// Runs one case.
    package func run(_ name: String) -> MappingCaseOutcome {
        let folder = "\(directory)/\(name)"
        guard let input = MappingCases.names(in: folder).first(where: { $0.hasPrefix("input.") }) else {
            return MappingCaseOutcome(name: name, fault: "the case has no file input.*")
        }
        do throws(PageFileError) {
            let expected = try PageBytes.all(of: try PageFile(open: "\(folder)/expected.ndjson"))
            let records = try PageRecords(of: "\(folder)/\(input)", by: program)
            return MappingCaseOutcome(name: name, expected: expected, records: records, program: program)
        } catch {
            return MappingCaseOutcome(name: name, fault: error.description)
        }
    }
}

/// What one case came to.
package struct MappingCaseOutcome: Sendable {
    /// A line that is not as expected.
    package struct Difference: Sendable, Hashable {
        /// 1-based line of `expected.ndjson`.
        package let line: Int
        /// As the file has it; nil when the page gives more records than it has lines.
        package let expected: String?
        /// What the mapping gives; nil when the page gives fewer records.
        package let actual: String?
    }

    /// The name of its folder.
    package let name: String
    /// Records that were compared.
    package private(set) var records = 0
    /// The lines that are not as expected, in their order.
    package private(set) var differences: [Difference] = []
    /// Why the case could not be run, or what is wrong beside its lines; nil when nothing is.
    package private(set) var fault: String?

    /// Whether the mapping does what the case says.
    package var hasPassed: Bool { fault == nil && differences.isEmpty }

    init(name: String, fault: String) {
        self.name = name
        self.fault = fault
    }

    init(name: String, expected: [UInt8], records page: PageRecords, program: MappingProgram) {
        self.name = name
        fault = page.stop.map { "byte \($0.offset): \($0.detail)" }
        var evaluator = DossierEvaluator(program)
        var actual: [RecordValue] = []
        for reading in page.readings {
            guard let value = reading.canonical(&evaluator) else { continue }
            actual.append(value)
            if !reading.agrees(with: &evaluator) {
                fault = "record \(actual.count): the digest is not that of the dossier"
            }
        }
        records = actual.count
        compare(expected.split(separator: UInt8(ascii: "\n")).map { Array($0) }, actual)
    }

    private mutating func compare(_ expected: [[UInt8]], _ actual: [RecordValue]) {
        for index in 0..<max(expected.count, actual.count) {
            let line = index < expected.count ? expected[index] : nil
            let value = index < actual.count ? actual[index] : nil
            if let line, let value, let wanted = try? RecordTree.json(line.span, limits: FormatLimits()),
                wanted.hasSameMembers(as: value)
            {
                continue
            }
            differences.append(
                Difference(
                    line: index + 1,
                    expected: line.map { String(decoding: $0, as: UTF8.self) },
                    actual: value.map(\.jsonLine)
                )
            )
        }
    }
}

extension PageRecords.Reading {
    /// What a case expects of the record; nil for one that is skipped.
    fileprivate func canonical(_ evaluator: inout DossierEvaluator) -> RecordValue? {
        switch record {
        case .failure(let problem): return problem.canonicalRecord
        case .success(let value):
            switch evaluator.evaluate(value) {
            case .dossier(let dossier): return dossier.canonicalRecord
            case .problem(let problem, _): return problem.canonicalRecord
            case .skipped: return nil
            }
        }
    }

    /// Whether the hot path came to the same.
    fileprivate func agrees(with evaluator: inout DossierEvaluator) -> Bool {
        guard case .success(let value) = record, let verdict else { return true }
        switch (evaluator.evaluate(value), verdict) {
        case (.dossier(let dossier), .accepted): return DossierDigest(of: dossier).isEqual(to: digest)
        case (.problem(let problem, _), .problem(let other)): return problem == other
        case (.skipped, .skipped): return true
        case (.dossier, _), (.problem, _), (.skipped, _): return false
        }
    }
}

extension DossierDigest {
    fileprivate func isEqual(to other: DossierDigest) -> Bool {
        (keyHigh, keyLow, status, lastChange) == (other.keyHigh, other.keyLow, other.status, other.lastChange)
            && isNotExpected == other.isNotExpected
            && hashes.indices.allSatisfy { hashes[$0] == other.hashes[$0] }
            && times.indices.allSatisfy { times[$0] == other.times[$0] && precisions[$0] == other.precisions[$0] }
    }
}

extension RecordValue {
    /// Whether both are objects of the same members, whatever their order.
    fileprivate func hasSameMembers(as other: RecordValue) -> Bool {
        guard case .object(let members) = self, case .object(let others) = other else { return self == other }
        return Set(members) == Set(others) && members.count == others.count
    }

    fileprivate var jsonLine: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
