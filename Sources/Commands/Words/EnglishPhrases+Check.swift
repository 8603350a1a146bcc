package import Pipeline

extension EnglishPhrases {
    package var sound: String { "sound" }
    package var unsound: String { "not sound" }
    package func checkedConfiguration(_ file: String) -> String { "configuration \(file)" }
    package func checkedMapping(_ name: String) -> String { "mapping \(name)" }
    package func checkedSource(_ id: String) -> String { "source \(id)" }

    package func name(of step: ProbeStep.Kind) -> String {
        switch step {
        case .files: "files"
        case .name: "name"
        case .connection: "connection"
        case .certificate: "certificate"
        case .login: "login"
        case .page: "page"
        case .mapping: "mapping"
        case .clock: "clock"
        }
    }

    package func name(of verdict: ProbeStep.Verdict) -> String {
        switch verdict {
        case .sound: "ok"
        case .odd: "warning"
        case .failed: "failed"
        case .omitted: "–"
        }
    }
}
