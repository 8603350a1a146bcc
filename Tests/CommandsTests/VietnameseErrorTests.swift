import Commands
import Dossiers
import Reports
import Testing

struct VietnameseErrorTests {
    @Test(arguments: [
        (["diff", "--limit", "-1"], "giá trị '-1' không hợp lệ cho '--limit <count>': số dòng, từ 0 trở lên"),
        (["diff", "--limit", "x"], "giá trị 'x' không hợp lệ"), (["diff", "--threads", "-2"], "số luồng từ 1 đến 256"),
        (["diff", "--nonsense"], "không có tùy chọn '--nonsense'"),
        (["diff", "--format", "y"], "phải là một trong 'table'"), (["diff", "a", "b"], "đối số thừa: 'a', 'b'"),
        (["explain"], "thiếu đối số '<code>'"), (["diff", "-q", "-v"], "--quiet và --verbose không dùng cùng nhau"),
        (["explain", "'"], "không phải mã hồ sơ"),
    ])
    func usageErrorsAreToldInTheLanguageThatIsAskedFor(arguments: [String], text: String) throws {
        let stage = Stage()
        #expect(stage.run(arguments + ["--lang", "vi"]) == .usage)
        #expect(stage.talk.captured.contains("lỗi: ") && stage.talk.captured.contains(text), "\(stage.talk.captured)")
    }

    @Test func aLimitBelowNoneSaysWhatALimitIs() {
        let stage = Stage()
        #expect(stage.run(["diff", "--limit", "-1", "--lang", "en"]) == .usage)
        #expect(stage.talk.captured.contains("'-1' is invalid for '--limit <count>': a count of rows, 0 or more"))
    }

    @Test func quietTellsWhySourcesAreNotComplete() {
        let stage = Stage()
        var source = SourceSummary(id: "xa", side: .local, mapping: "igate")
        source.isComplete = false
        source.problems = ["\("l-*.json"): \(Sentence(said: "no-match"))"]
        stage.summary.sources = [source]
        #expect(stage.run(["diff", "--format", "ndjson", "-q", "--lang", "vi"]) == .partial)
        #expect(stage.talk.captured.contains("xa: l-*.json: không có tệp nào khớp mẫu"))
    }
}
