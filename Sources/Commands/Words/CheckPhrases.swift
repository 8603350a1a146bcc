package import Pipeline

/// What `check` says, in one language.
package protocol CheckPhrases: Sendable {
    /// Everything of a kind is in order.
    var sound: String { get }
    /// Something of it is not.
    var unsound: String { get }
    /// What was looked at.
    func checkedConfiguration(_ file: String) -> String
    func checkedMapping(_ name: String) -> String
    func checkedSource(_ id: String) -> String
    /// One step of looking at a source.
    func name(of step: ProbeStep.Kind) -> String
    /// What came out of a step.
    func name(of verdict: ProbeStep.Verdict) -> String
}

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

extension VietnamesePhrases {
    package var sound: String { "tốt" }
    package var unsound: String { "chưa tốt" }
    package func checkedConfiguration(_ file: String) -> String { "cấu hình \(file)" }
    package func checkedMapping(_ name: String) -> String { "ánh xạ \(name)" }
    package func checkedSource(_ id: String) -> String { "nguồn \(id)" }

    package func name(of step: ProbeStep.Kind) -> String {
        switch step {
        case .files: "tệp"
        case .name: "tên máy chủ"
        case .connection: "kết nối"
        case .certificate: "chứng thư"
        case .login: "đăng nhập"
        case .page: "trang đầu"
        case .mapping: "ánh xạ"
        case .clock: "đồng hồ"
        }
    }

    package func name(of verdict: ProbeStep.Verdict) -> String {
        switch verdict {
        case .sound: "đạt"
        case .odd: "cảnh báo"
        case .failed: "lỗi"
        case .omitted: "–"
        }
    }
}
