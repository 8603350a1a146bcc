package import Reports

/// What the commands say in Vietnamese.
package struct VietnamesePhrases: Phrases {
    package init() {}

    package var errorTitle: String { "lỗi" }
    package var warningTitle: String { "cảnh báo" }
    package var interrupted: String { "đã dừng theo tín hiệu" }
    package var expected: String { "mong đợi" }
    package var actual: String { "thực tế" }
    package var nothingUnmapped: String { "Mọi mã đều có trong bảng ánh xạ." }
    package var rowToPaste: String { "dòng để dán vào bảng" }
    package var confirmUnmasked: String { "Báo cáo sẽ chứa dữ liệu cá nhân không che. Tiếp tục? [c/K] " }

    package func written(_ folder: String) -> String { "đã ghi \(folder)" }

    package func quarantined(_ count: Int) -> String {
        "\(count) bản ghi bị cách ly; lý do (từng bản ghi: quarantine.ndjson của lượt chạy, `doisoat mappings unmapped`):"
    }

    package func stage(_ stage: RunProgress.Stage) -> String {
        switch stage {
        case .reading: "đọc"
        case .comparing: "so sánh"
        case .writing: "ghi"
        }
    }

    package func cases(passed: Int, failed: Int) -> String { "\(passed) ca đạt, \(failed) ca không đạt" }

    package func failure(_ description: String) -> String { "không thực hiện được: \(description)" }

    package func title(_ title: ColumnTitle) -> String {
        switch title {
        case .mapping: "ánh xạ"
        case .table: "bảng"
        case .value: "giá trị"
        case .count: "số lần"
        case .firstSeen: "gặp đầu"
        case .lastSeen: "gặp cuối"
        case .sample: "hồ sơ mẫu"
        case .nearest: "tên gần nhất"
        case .field: "trường"
        case .filled: "có"
        case .blank: "trống"
        case .faulty: "lỗi"
        case .setting: "thiết lập"
        case .origin: "nguồn gốc"
        case .unusedRows: "dòng bảng chưa dùng"
        case .absentPaths: "đường dẫn không gặp"
        }
    }
}
