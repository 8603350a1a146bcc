import Mapping
import Reports
import Settings

/// What the driver answers from files that people write, without reading a feed.
enum SettledQuestions {
    /// The configuration with what counts instead of it.
    static func configuration(_ request: ConfigurationRequest) throws(Diagnostics) -> Configuration {
        try Configuration.read(file: request.file, overrides: request.overrides)
    }

    /// The same, its paths made absolute, for a run that opens them; what is wrong is told with the path as it was given.
    static func absoluteConfiguration(_ request: ConfigurationRequest) throws -> Configuration {
        let configuration = try configuration(request)
        let file = try Directory.absolute(request.file)
        let overrides = try request.overrides.map(absolute)
        guard file != request.file || overrides != request.overrides else { return configuration }
        return try Configuration.read(file: file, overrides: overrides)
    }

    /// Paths that flags and variables give are seen from the working folder.
    private static func absolute(_ override: SettingOverride) throws(RunFolderError) -> SettingOverride {
        guard [.mappings, .state, .output, .rules].contains(override.name) else { return override }
        return SettingOverride(override.name, try Directory.absolute(override.text), from: override.origin)
    }

    /// Every setting in effect.
    static func settings(_ request: ConfigurationRequest) throws(Diagnostics) -> [EffectiveSetting] {
        try configuration(request).settings.map { setting in
            let origin: String =
                if case .file(let line) = setting.origin { "\(request.file):\(line)" } else { setting.origin.words }
            return EffectiveSetting(name: setting.path, value: setting.value, origin: origin)
        }
    }

    /// Looks at the configuration, its rules and every mapping that it names.
    static func check(_ request: ConfigurationRequest) -> [CheckFinding] {
        do throws(Diagnostics) {
            let configuration = try configuration(request)
            return [whole(configuration)] + mappings(of: configuration)
        } catch {
            return [CheckFinding(.configuration(request.file), diagnostics: error)]
        }
    }

    private static func whole(_ configuration: Configuration) -> CheckFinding {
        var found: [Diagnostic] = []
        do throws(Diagnostics) { _ = try configuration.rules() } catch { found += error.all }
        return CheckFinding(.configuration(configuration.file), diagnostics: found.isEmpty ? nil : Diagnostics(found))
    }

    private static func mappings(of configuration: Configuration) -> [CheckFinding] {
        let reader = MappingReader(directory: configuration.mappings)
        return Set(configuration.sources.map(\.mapping)).sorted().map { name in
            do throws(Diagnostics) {
                _ = try reader.definition(named: name)
                return CheckFinding(.mapping(name))
            } catch {
                return CheckFinding(.mapping(name), diagnostics: error)
            }
        }
    }
}
