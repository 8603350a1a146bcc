extension VietnameseSentences {
    /// About what is remembered of sources from night to night.
    static let snapshots: [String: String] = [
        "the file ends too early": "tệp kết thúc quá sớm",
        "mapping {}: only JSON and NDJSON whose records stand in the page itself can be read incrementally":
            "ánh xạ {}: chỉ đọc tăng dần được JSON và NDJSON có bản ghi nằm ngay trong trang",
        "{} is damaged": "{} bị hỏng",
        "the source is asked for something else than before": "nguồn được hỏi khác với lần trước",
    ]
}
