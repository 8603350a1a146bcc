package import Pipeline

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
