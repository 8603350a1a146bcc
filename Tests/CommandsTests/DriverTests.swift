import Commands
import Dossiers
import Foundation
import Pipeline
import Reports
import Settings
import Testing

/// The rooms behind the commands, on the sample district.
struct DriverTests {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private let driver = RunDriver.live(environment: [:], clock: .system)

    private var district: ConfigurationRequest { ConfigurationRequest(file: root + "/samples/thanh-ha/doisoat.yaml") }

    @Test func sampleDistrictIsSound() throws {
        let findings = try driver.check(CheckRequest(configuration: district, isOnline: false))
        #expect(findings.count > 2)
        #expect(findings.allSatisfy { $0.diagnostics == nil && $0.failure == nil })
    }

    @Test func settingsTellWhereTheyComeFrom() throws {
        let settings = try driver.settings(district)
        #expect(settings.first { $0.name == "unit.code" }?.value == "H23.23")
        #expect(settings.contains { $0.origin == "default" })
        #expect(settings.contains { $0.origin.hasPrefix(district.file + ":") })
    }

    @Test func casesOfAShippedMappingPass() throws {
        let request = MappingsRequest(folder: root + "/mappings", configuration: district, names: ["opencps"])
        let outcomes = try driver.testMappings(request)
        #expect(outcomes.count >= 3)
        #expect(outcomes.allSatisfy { $0.hasPassed })
    }

    @Test func runsOfOneSecondTakeNamesOfTheirOwn() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let now = Instant(localSeconds: 1_704_852_000, precision: .second)
        let clock = Clock(now: { now }, elapsed: { .zero })
        let driver = RunDriver.live(environment: [:], clock: clock)
        var preferences = Preferences(locale: [:])
        preferences.configuration = district.file
        preferences.overrides = [SettingOverride(.state, folder.path, from: .flag("--state"))]
        let request = ReconcileRequest(run: clock.runName, keepsPages: true, preferences)
        var names: [String] = []
        for output in ["out", "out", "elsewhere"] {
            let summary = try driver.reconcile(request) { run in
                names.append(run)
                let folder = try RunFolder(creating: run, in: folder.appending(path: output).path)
                _ = try folder.publish()
                return Self.silent
            }
            #expect(summary.run == names.last)
        }
        #expect(names == ["", "-2", "-3"].map { clock.runName + $0 })
    }

    private static var silent: RunFindings {
        RunFindings(
            discrepancy: { _ in },
            quarantine: { _ in },
            document: nil,
            progress: { _ in },
            checkInterruption: {}
        )
    }

    @Test func outputFolderIsTheConfigurationsUnlessOneIsNamed() throws {
        #expect(try driver.outputFolder(district).hasSuffix("/samples/thanh-ha/out"))
    }
}
