extension VietnameseSentences {
    /// About what is remembered of sources from night to night, and what a feed must show to be whole.
    static let snapshots: [String: String] = [
        "the file ends too early": "tệp kết thúc quá sớm",
        "mapping {}: only JSON and NDJSON whose records stand in the page itself can be read incrementally":
            "ánh xạ {}: chỉ đọc tăng dần được JSON và NDJSON có bản ghi nằm ngay trong trang",
        "{} is damaged": "{} bị hỏng",
        "the source is asked for something else than before": "nguồn được hỏi khác với lần trước",
        "source {}: what was known of it does not count, it is read in full: {}":
            "nguồn {}: dữ liệu đã lưu không còn dùng được nên đọc lại toàn bộ: {}",
        "source {}: the full read found {} dossiers that had changed unnoticed and misses {} that were known":
            "nguồn {}: lần đọc toàn bộ phát hiện {} hồ sơ đã thay đổi mà các lần đọc tăng dần không thấy, và thiếu {} hồ sơ đã biết",
        "source {}: what earlier runs gave cannot be read and counts for nothing: history.ndjson":
            "nguồn {}: không đọc được số liệu các lượt trước nên không dùng đến: history.ndjson",
        "the feed is stale: no record tells how new it is": "dữ liệu cũ: không bản ghi nào cho biết thời điểm mới nhất",
        "the feed is stale: its newest record is of {}": "dữ liệu cũ: bản ghi mới nhất là {}",
        "the feed is too small: {} records, {} are usual on this weekday":
            "dữ liệu quá ít: {} bản ghi, thường ngày này trong tuần có {}",
        "the dossier {} is missing, without which the feed is not whole":
            "thiếu hồ sơ {} mà nguồn bắt buộc phải có, nên dữ liệu chưa đủ",
        "`incremental` goes with neither `window_days` nor `codes`":
            "`incremental` không dùng cùng `window_days` hay `codes`",
        "cannot be read": "không đọc được",
    ]
}
