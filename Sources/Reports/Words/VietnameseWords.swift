package import Dossiers

/// The report in Vietnamese.
package struct VietnameseWords: Words {
    package init() {}

    package var language: Language { .vietnamese }

    package func name(of situation: Situation) -> String {
        switch situation {
        case .held: "chưa kết luận"
        case .collision: "trùng mã khác hồ sơ"
        case .duplicate: "trùng mã"
        case .inFlight: "đang đồng bộ"
        case .notExpected: "không phải gửi"
        case .recoded: "đổi mã"
        case .onlyLocal: "chỉ có ở một cửa"
        case .onlyPortal: "chỉ có trên Cổng"
        case .rewritten: "Cổng ghi đổi trạng thái"
        case .portalBehind: "Cổng chậm hơn"
        case .portalAhead: "Cổng nhanh hơn"
        case .statusConflict: "trạng thái mâu thuẫn"
        case .fieldsDiffer: "khác thông tin"
        case .agreed: "khớp"
        }
    }

    package func name(of side: Side) -> String {
        switch side {
        case .local: "một cửa"
        case .portal: "Cổng"
        }
    }

    package func name(of owner: Owner) -> String {
        switch owner {
        case .nobody: "không ai"
        case .upload: "lần gửi tới"
        case .localOffice: "bộ phận một cửa"
        case .province: "tỉnh"
        case .person: "cán bộ"
        case .mapping: "người giữ bảng ánh xạ"
        case .feed: "người vận hành nguồn"
        }
    }

    package func name(of action: PlannedAction) -> String {
        switch action {
        case .none: "không gửi"
        case .create: "thêm mới"
        case .update: "cập nhật"
        }
    }

    package func name(of status: NationalStatus) -> String { status.label }

    package func name(of severity: Severity) -> String {
        switch severity {
        case .info: "thông tin"
        case .warning: "cảnh báo"
        case .error: "lỗi"
        }
    }

    package func more(_ count: Int) -> String { "… còn \(count) dòng nữa; dùng --limit 0 để xem hết" }
}
