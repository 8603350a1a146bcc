/// A transfer that someone waits for.
struct TransferJob: Sendable {
    /// Tells the jobs of one engine apart.
    typealias ID = Int

    let id: ID
    let request: TransferRequest
    let sink: any ByteSink
    /// Called once, on the thread of the engine or of the one who submits.
    let finish: @Sendable (Result<TransferResult, TransportError>) -> Void

    /// Ends the job before it begins.
    func fail(_ code: TransportError.Code) {
        finish(.failure(TransportError(code, source: WebAddress.redactedText(of: request.url))))
    }
}
