import Dossiers

extension VietnameseWords {
    package func explanation(of discrepancy: Discrepancy) -> String {
        let local = text(of: discrepancy.local?.status)
        let portal = text(of: discrepancy.portal?.status)
        if discrepancy.owner == .feed, discrepancy.situation != .held {
            return
                "Một cửa ở \(local), Cổng ở \(portal); chưa gửi gì, vì nguồn mất một trường mà Cổng đang có (xem cảnh báo)."
        }
        return switch discrepancy.situation {
        case .held: explanation(of: discrepancy.hold)
        case .collision:
            "Một mã dùng cho hai hồ sơ khác nhau (\(list(discrepancy.contradictions))); bên có mã trùng phải cấp lại mã."
        case .duplicate:
            "Một mã xuất hiện nhiều lần cùng một bên mà khác nhau ở: \(list(discrepancy.contradictions)); "
                + "cần giữ lại một bản."
        case .inFlight: "Có thay đổi quá gần lúc lấy dữ liệu; chờ lần chạy sau rồi mới kết luận."
        case .notExpected: "Hồ sơ liên thông hoặc nháp, không phải gửi lên Cổng; không cần làm gì."
        case .recoded: "Cùng một hồ sơ mang hai mã \(codes(of: discrepancy)); tỉnh cần nối hai mã."
        case .onlyLocal: "Một cửa có hồ sơ ở trạng thái \(local), Cổng chưa có; cần gửi thêm mới."
        case .onlyPortal:
            "Cổng có hồ sơ ở trạng thái \(portal), một cửa không có; bộ phận một cửa kiểm tra, không xóa trên Cổng."
        case .rewritten: "Cổng ghi \(portal) thay cho \(local) theo thói quen đã biết của kênh gửi; không cần làm gì."
        case .portalBehind: "Một cửa đã ở \(local), Cổng còn ở \(portal); cần gửi cập nhật và các bước còn thiếu."
        case .portalAhead: "Cổng đã ở \(portal), một cửa còn ở \(local); bộ phận một cửa cập nhật hồ sơ của mình."
        case .statusConflict:
            "Một cửa ở \(local), Cổng ở \(portal), không bên nào nối tiếp bên kia; cán bộ phải xem xét."
        case .fieldsDiffer:
            "Cùng trạng thái \(local) nhưng khác \(list(of: discrepancy.fields)); \(remedy(for: discrepancy))."
        case .agreed: "Hai bên khớp nhau."
        }
    }

    private func explanation(of hold: HoldReason?) -> String {
        switch hold {
        case .quarantined(let side, let problem, let source, let mapping):
            "Chưa kết luận được: bản ghi bên \(name(of: side)) (nguồn \(source)) bị cách ly: \(sentence(on: problem)); "
                + "\(remedy(for: problem, mapping)), rồi chạy lại."
        case .incompleteFeed(let side, let source):
            "Chưa kết luận được: nguồn \(source) bên \(name(of: side)) chưa đầy đủ; lấy lại nguồn rồi chạy lại."
        case nil:
            "Chưa kết luận được với dữ liệu hiện có."
        }
    }

    private func codes(of discrepancy: Discrepancy) -> String { discrepancy.codes.joined(separator: " và ") }

    private func remedy(for discrepancy: Discrepancy) -> String {
        discrepancy.action == .update ? "cần gửi cập nhật" : "bên có giá trị sai phải sửa"
    }
}
