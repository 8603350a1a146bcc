import Formats

/// What a message is about, besides the run.
package struct LogPlace: Sendable, Hashable {
    /// Id of the source; nil: it is about the run.
    package var source: String?
    /// Name of the page; nil: it is about no page.
    package var page: String?

    package init(source: String? = nil, page: String? = nil) {
        self.source = source
        self.page = page
    }
}

/// One message as a line of JSON: `{"time","level","message","run","source","page"}`, the last three where there is one.
struct LogLine {
    enum Level: String, Sendable {
        case info
        case warning
        case error
    }

    /// ISO 8601 with +07:00.
    let time: String
    let level: Level
    let message: String
    /// Name of the run; nil before it has one.
    let run: String?
    let place: LogPlace

    /// The line, LF included.
    var text: String {
        var json = JSONWriter()
        json.object { json in
            json.member("time", time)
            json.member("level", level.rawValue)
            json.member("message", message)
            for (name, value) in [("run", run), ("source", place.source), ("page", place.page)] {
                if let value { json.member(name, value) }
            }
        }
        json.endLine()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
