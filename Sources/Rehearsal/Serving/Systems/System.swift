/// A system that is asked over HTTP, as it behaves when all is well.
protocol System: Sendable {
    /// What it says to a request.
    func answer(_ request: Request) -> Answer
    /// Whether a request asks for a token or a session, and not for data.
    func isLogin(_ request: Request) -> Bool
    /// Its own way to say with HTTP status 200 that something failed.
    var complaint: Answer { get }
    /// What it says to someone whose token or session is no longer good.
    var refusal: Answer { get }
    /// Whether it gives out tokens or sessions.
    var givesTickets: Bool { get }
    /// Makes every token and session that it gave out worthless.
    func expire()
}

extension System {
    var givesTickets: Bool { false }
    func isLogin(_ request: Request) -> Bool { false }
    func expire() {}
}
