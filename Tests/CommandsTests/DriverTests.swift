import Commands
import Foundation
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

    @Test func outputFolderIsTheConfigurationsUnlessOneIsNamed() throws {
        #expect(try driver.outputFolder(district).hasSuffix("/samples/thanh-ha/out"))
    }
}
