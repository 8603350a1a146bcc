extension VietnameseWords {
    package func text(of silent: SilentField) -> String {
        "nguồn \(silent.source): không bản ghi nào có trường «\(name(of: silent.field))» mà ánh xạ khai báo; trường này không được so sánh và không "
            + "bao giờ ghi trống lên Cổng; cột hoặc khóa đã bị đổi tên? (`doisoat mappings coverage`)"
    }

    package func text(of remark: PayloadRemark) -> String {
        let fields = remark.fields.joined(separator: ", ")
        return switch remark.reason {
        case .missing: "không gửi: \(fields): Cổng bắt buộc mà không nguồn nào có"
        case .invalid(let detail): "không gửi: \(fields): trái lược đồ: \(detail)"
        case .blank: "\(fields): không nguồn nào có; gửi để trống"
        case .overlong(let count, let limit): "\(fields): \(count) ký tự; nơi nhận chỉ giữ \(limit)"
        }
    }

    package func text(of group: RemarkGroup) -> String {
        let text = text(of: group.example)
        guard group.count > 1 else { return "\(group.example.code): \(text)" }
        let source = group.example.source.isEmpty ? "" : " (nguồn \(group.example.source))"
        return "\(group.count) hồ sơ\(source), thí dụ \(group.example.code): \(text)"
    }
}
