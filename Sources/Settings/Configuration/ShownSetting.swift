/// Where a setting comes from.
package enum SettingOrigin: Sendable, Hashable {
    case file(line: Int)
    case standard
    /// A flag of the command line, `--output`.
    case flag(String)
    /// A variable, `DOISOAT_OUTPUT`.
    case environment(String)
}

/// One setting as `doisoat config show` prints it; never a secret.
package struct ShownSetting: Sendable, Hashable {
    /// The way to it: `local[0].fetch.url`.
    package var path: String
    /// As it is written; secrets show their place.
    package var value: String
    /// Where it comes from.
    package var origin: SettingOrigin
}

/// A setting that the command line or the environment gives instead of the file.
package struct SettingOverride: Sendable, Hashable {
    /// What can be given so.
    package enum Name: String, CaseIterable, Sendable, Hashable {
        case mappings
        case state
        case output
        case rules
        case quietZone = "quiet_zone"
        /// First receive day, `yyyy-MM-dd`.
        case since
        /// Last receive day, `yyyy-MM-dd`.
        case until
    }

    /// Which setting is given.
    package var name: Name
    /// Its value, not yet checked.
    package var text: String
    /// `flag` or `environment`.
    package var origin: SettingOrigin

    package init(_ name: Name, _ text: String, from origin: SettingOrigin) {
        self.name = name
        self.text = text
        self.origin = origin
    }

    /// Overrides that the variables `DOISOAT_STATE`, `DOISOAT_QUIET_ZONE` … give; empty ones count as not set.
    package static func all(in environment: [String: String]) -> [SettingOverride] {
        Name.allCases.compactMap { name in
            let variable = "DOISOAT_" + name.rawValue.uppercased()
            guard let text = environment[variable], !text.isEmpty else { return nil }
            return SettingOverride(name, text, from: .environment(variable))
        }
    }
}

/// Lists the settings of a file as they are printed.
enum SettingList {
    /// Every scalar below `node` with its path and line.
    static func settings(of node: YAMLNode, path: String = "") -> [ShownSetting] {
        switch node.content {
        case .scalar(let text, _):
            return node.isNull ? [] : [ShownSetting(path: path, value: text, origin: .file(line: node.mark.line))]
        case .sequence(let items):
            return items.enumerated().flatMap { settings(of: $1, path: "\(path)[\($0)]") }
        case .mapping(let entries):
            return entries.flatMap { settings(of: $0.value, path: path.isEmpty ? $0.key : "\(path).\($0.key)") }
        }
    }

    /// `written` and, for what it leaves out, the defaults.
    static func completed(_ written: [ShownSetting], defaults: [(path: String, value: String)]) -> [ShownSetting] {
        let known = Set(written.flatMap { ancestry(of: $0.path) })
        let missing = defaults.filter { !known.contains($0.path) }
        return written + missing.map { ShownSetting(path: $0.path, value: $0.value, origin: .standard) }
    }

    /// The path and every path above it.
    private static func ancestry(of path: String) -> [String] {
        [path] + path.indices.filter { path[$0] == "." || path[$0] == "[" }.map { String(path[..<$0]) }
    }
}
