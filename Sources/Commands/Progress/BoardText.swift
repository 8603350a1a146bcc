import Reports

/// The words of a board: a few lines for a terminal, one for a log, or a line for each source.
struct BoardText {
    /// Most sources that have a line of their own on a terminal.
    static let mostLive = 12
    /// Sources that a single line names.
    private static let mostNamed = 3

    let phrases: any Phrases
    let board: PullBoard
    let now: Duration

    /// Lines that fit a terminal of so many columns and rows.
    func lines(columns: Int, rows: Int) -> [String] {
        let live = board.pulling
        let shown = live.prefix(max(1, min(BoardText.mostLive, rows - 4)))
        let width = shown.reduce(0) { max($0, DisplayWidth.of($1.id)) }
        var lines = shown.map { source in
            source.id + String(repeating: " ", count: width - DisplayWidth.of(source.id) + 2) + text(of: source)
        }
        if live.count > shown.count { lines.append(phrases.furtherSources(live.count - shown.count)) }
        if !live.isEmpty || board.waiting > 0 { lines += [settled].compactMap(\.self) }
        lines += [stage].compactMap(\.self)
        return lines.map { DisplayWidth.cut(DisplayWidth.harmless($0), to: max(10, columns - 1)) }
    }

    /// Everything in one line.
    var line: String {
        let (live, all) = (board.pulling, board.sources)
        guard !live.isEmpty || board.waiting > 0 else { return stage ?? "" }
        let amount = phrases.pulled(pages: all.pages, records: all.records, total: nil)
        let parts = [phrases.ended(board.ended.count, of: all.count), amount, rate(live.perSecond(at: now))]
        let names = board.slowest(at: now).prefix(BoardText.mostNamed).map { "\($0.id) (\(text(of: $0)))" }
        let slowest = names.isEmpty ? "" : "; " + phrases.slowest(names.joined(separator: "; "))
        return parts.compactMap(\.self).joined(separator: ", ") + slowest
    }

    /// A text for each source with its id, then one for the run, which has none.
    var stand: [(source: String?, text: String)] {
        board.sources.map { ($0.id, text(of: $0)) } + [stage].compactMap(\.self).map { (nil, $0) }
    }

    /// What the stage has done; nil before the first.
    var stage: String? {
        board.stage.map { stage in
            let amount = stage.total.map { "\(stage.done)/\($0)" } ?? "\(stage.done)"
            return "\(bar(stage))\(phrases.stage(stage.stage)) \(amount)"
        }
    }

    // MARK: - Parts

    private func bar(_ stage: PullBoard.Stage) -> String {
        guard let total = stage.total, total > 0 else { return "" }
        let filled = max(0, min(20, stage.done * 20 / total))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled) + " "
    }

    private func text(of source: PulledSource) -> String {
        let amount = phrases.pulled(pages: source.pages, records: source.records, total: source.total)
        switch source.phase {
        case .waiting: return phrases.waitingSource
        case .complete: return "\(amount), \(phrases.completeSource)"
        case .incomplete: return "\(amount), \(phrases.incompleteSource)"
        case .pulling:
            let rest = source.rest(at: now).map { phrases.rest(BoardText.clock($0)) }
            let silence = now - source.heard
            let silent = silence >= .seconds(10) ? phrases.silent(seconds: Int(silence / .seconds(1))) : nil
            return [amount, rate(source.perSecond(at: now)), rest, silent].compactMap(\.self).joined(separator: ", ")
        }
    }

    /// Those that have ended, and how many wait.
    private var settled: String? {
        let ended = board.ended
        var parts: [String] = []
        if !ended.isEmpty {
            parts.append(phrases.ended(ended.count, of: board.sources.count))
            parts.append(phrases.pulled(pages: ended.pages, records: ended.records, total: nil))
        }
        let failed = ended.count { $0.phase == .incomplete }
        if failed > 0 { parts.append(phrases.incompleteSources(failed)) }
        if board.waiting > 0 { parts.append(phrases.waitingSources(board.waiting)) }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func rate(_ perSecond: Double?) -> String? {
        perSecond.map { phrases.rate($0 < 10 && $0 > 0 ? "\(($0 * 10).rounded() / 10)" : "\(Int($0.rounded()))") }
    }

    /// `m:ss`, or `h:mm:ss` from an hour on.
    static func clock(_ duration: Duration) -> String {
        let (whole, rest) = duration.components
        let seconds = Int(whole) + (rest > 0 ? 1 : 0)
        let tail = [seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return seconds < 3_600 ? "\(seconds / 60):\(tail[1])" : "\(seconds / 3_600):\(tail[0]):\(tail[1])"
    }
}
