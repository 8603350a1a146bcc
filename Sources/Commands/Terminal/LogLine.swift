import Formats

/// One message as a line of JSON: `{"time","level","message"}`.
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

    /// The line, LF included.
    var text: String {
        var json = JSONWriter()
        json.object { json in
            json.member("time", time)
            json.member("level", level.rawValue)
            json.member("message", message)
        }
        json.endLine()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
