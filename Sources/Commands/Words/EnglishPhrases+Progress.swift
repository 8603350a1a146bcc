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
