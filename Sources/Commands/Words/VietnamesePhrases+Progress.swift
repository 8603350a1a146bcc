extension VietnamesePhrases {
    package func pulled(pages: Int, records: Int, total: Int?) -> String {
        "\(pages) trang, \(records)\(total.map { "/\($0)" } ?? "") bản ghi"
    }

    package func rate(_ perSecond: String) -> String { "\(perSecond)/giây" }
    package func rest(_ clock: String) -> String { "còn khoảng \(clock)" }
    package func silent(seconds: Int) -> String { "đã \(seconds) giây không có dữ liệu" }
    package func ended(_ count: Int, of total: Int) -> String { "\(count)/\(total) nguồn đã xong" }
    package func incompleteSources(_ count: Int) -> String { "\(count) chưa đầy đủ" }
    package func waitingSources(_ count: Int) -> String { "\(count) đang chờ" }
    package func furtherSources(_ count: Int) -> String { "và \(count) nguồn nữa" }
    package func slowest(_ names: String) -> String { "chậm nhất: \(names)" }
    package var waitingSource: String { "đang chờ" }
    package var completeSource: String { "đầy đủ" }
    package var incompleteSource: String { "chưa đầy đủ" }
    package var sourceBegun: String { "bắt đầu hỏi" }

    package func pageCame(records: Int?, bytes: Int64) -> String {
        (records.map { "\($0) bản ghi, " } ?? "") + "\(bytes) byte"
    }

    package var listReadAgain: String { "danh sách thay đổi trong lúc đọc; đang đọc lại" }
    package var loginRenewed: String { "máy chủ từ chối phiên đăng nhập trước; đã đăng nhập lại" }

    package func kept(pages: Int, records: Int) -> String {
        "đã giữ trong thư mục trạng thái: \(pages) trang, \(records) bản ghi; không ghi báo cáo"
    }
}
