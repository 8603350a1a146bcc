/// What is said of a run that goes on, in one language.
package protocol ProgressPhrases: Sendable {
    /// Pages and records so far, of a total that is nil while nobody knows.
    func pulled(pages: Int, records: Int, total: Int?) -> String
    /// Records a second.
    func rate(_ perSecond: String) -> String
    /// The time that is left, `m:ss` or `h:mm:ss`.
    func rest(_ clock: String) -> String
    /// Nothing came for so long.
    func silent(seconds: Int) -> String
    /// How many of the sources have ended.
    func ended(_ count: Int, of total: Int) -> String
    /// So many of those that have ended are not complete.
    func incompleteSources(_ count: Int) -> String
    func waitingSources(_ count: Int) -> String
    /// So many that are pulled have no line of their own.
    func furtherSources(_ count: Int) -> String
    /// Before the names of those that will take longest.
    func slowest(_ names: String) -> String
    /// One source waits for its turn.
    var waitingSource: String { get }
    /// One source gave everything.
    var completeSource: String { get }
    /// One source did not give everything.
    var incompleteSource: String { get }
    /// One source is asked for the first time.
    var sourceBegun: String { get }
    /// A page has come; records are nil where nobody counted.
    func pageCame(records: Int?, bytes: Int64) -> String
    /// The list changed while it was read.
    var listReadAgain: String { get }
    /// The server would not have the key any more.
    var loginRenewed: String { get }
    /// What a run that was asked to stop keeps.
    func kept(pages: Int, records: Int) -> String
}

extension EnglishPhrases {
    package func pulled(pages: Int, records: Int, total: Int?) -> String {
        "\(pages) pages, \(records)\(total.map { "/\($0)" } ?? "") records"
    }

    package func rate(_ perSecond: String) -> String { "\(perSecond)/s" }
    package func rest(_ clock: String) -> String { "about \(clock) left" }
    package func silent(seconds: Int) -> String { "nothing has come for \(seconds) s" }
    package func ended(_ count: Int, of total: Int) -> String { "\(count) of \(total) sources have ended" }
    package func incompleteSources(_ count: Int) -> String { "\(count) incomplete" }
    package func waitingSources(_ count: Int) -> String { "\(count) waiting" }
    package func furtherSources(_ count: Int) -> String { "and \(count) more sources" }
    package func slowest(_ names: String) -> String { "slowest: \(names)" }
    package var waitingSource: String { "waiting" }
    package var completeSource: String { "complete" }
    package var incompleteSource: String { "incomplete" }
    package var sourceBegun: String { "is asked" }

    package func pageCame(records: Int?, bytes: Int64) -> String {
        (records.map { "\($0) records, " } ?? "") + "\(bytes) bytes"
    }

    package var listReadAgain: String { "the list changed while it was read; it is read again" }
    package var loginRenewed: String { "the server refused the login of before; logged in again" }

    package func kept(pages: Int, records: Int) -> String {
        "kept in the state folder: \(pages) pages, \(records) records; no report was written"
    }
}

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
