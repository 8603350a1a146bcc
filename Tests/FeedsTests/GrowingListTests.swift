import Dossiers
import Formats
import LoopbackServer
import Synchronization
import Testing
import Transport

@testable import Feeds

/// What a pull tells of a large answer while it comes, and how it settles that.
@Suite(.timeLimit(.minutes(15)))
struct GrowingListTests {
    private static let large = String(repeating: "record of some length that makes the page large\n", count: 200_000)

    /// What was told, without the pages.
    private enum Told: Equatable {
        case growing, grown, lost, page, withdrawn, keyRefused
    }

    private func pull(
        _ paging: Paging = Paging(.single),
        attempts: Int = 1,
        survey: @escaping ListFeed.Surveyor = { _, _ in PageSurvey(records: 1) },
        _ script: @escaping @Sendable (HTTPCall) -> [LoopbackServer.Act],
        changing change: (inout ListFeed) -> Void = { _ in }
    ) throws -> (told: [Told], steps: [ListFeed.Step], result: FeedResult) {
        let server = try LoopbackServer(script)
        defer { server.stop() }
        let folder = try ScratchFolder()
        var question = Question(TransferRequest(url: server.url("/hs")))
        question.request.retries.attempts = attempts
        var feed = ListFeed(question, paging: paging, fileExtension: "txt")
        feed.pause = { _ in }
        change(&feed)
        var steps: [ListFeed.Step] = []
        let result = try feed.pull(with: TransferEngine(), into: folder.archive(), survey: survey) { steps.append($0) }
        return (steps.map(told), steps, result)
    }

    private func told(_ step: ListFeed.Step) -> Told {
        switch step {
        case .growing: .growing
        case .grown: .grown
        case .lost: .lost
        case .page: .page
        case .withdrawn: .withdrawn
        case .keyRefused: .keyRefused
        }
    }

    @Test func `a large answer grows and is whole`() throws {
        let pulled = try pull { _ in [.answer(Self.large)] }
        #expect(pulled.told == [.growing, .grown])
        guard case .growing(let growing)? = pulled.steps.first else { return }
        #expect(growing.page.path == pulled.result.pages.first?.path)
        #expect(growing.growth.wait(for: .max) == Int64(Self.large.utf8.count))
    }

    @Test func `a small answer is told when it is whole`() throws {
        #expect(try pull { _ in [.answer("small")] }.told == [.page])
    }

    @Test func `pages of a list are told when they are whole`() throws {
        let pulled = try pull(Paging(.numbered(first: 1, step: 1), lastPage: 1)) { _ in [.answer(Self.large)] }
        #expect(pulled.told == [.page])
    }

    @Test func `what is handed out once is told when it is whole`() throws {
        let pulled = try pull { _ in
            [.answer(Self.large)]
        } changing: {
            $0.isAskedOnce = true
        }
        #expect(pulled.told == [.page])
    }

    @Test func `an answer that begins anew loses what grew`() throws {
        let pulled = try pull(attempts: 2) { call in
            guard call.number > 0 else {
                return [.answer(Self.large, length: 2 * Self.large.utf8.count), .close]
            }
            return [.answer(Self.large)]
        }
        #expect(pulled.told == [.growing, .lost, .page])
        #expect(pulled.result.isComplete)
    }

    @Test func `an answer that is cut for good loses what grew`() throws {
        let pulled = try pull { _ in [.answer(Self.large, length: 2 * Self.large.utf8.count), .close] }
        #expect(pulled.told == [.growing, .lost])
        #expect(pulled.result.problems.map(\.kind) == [.transferFailed])
    }

    @Test func `an answer that is asked for again grows again`() throws {
        let asked = Mutex(0)
        let pulled = try pull { _, _ in
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            var survey = PageSurvey(records: number - 1)
            if number == 1 { survey.refusal = "not now" }
            return survey
        } _: { _ in
            [.answer(Self.large)]
        }
        #expect(pulled.told == [.growing, .lost, .growing, .grown])
        #expect(pulled.result.isComplete)
    }

    @Test func `an answer that is too large loses what grew`() throws {
        let pulled = try pull { _ in
            // Nothing tells beforehand how long it is.
            [.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Self.large), .close]
        } changing: {
            $0.maximumBytes = 9 << 20
        }
        #expect(pulled.told == [.growing, .lost])
        #expect(pulled.result.problems.map(\.kind) == [.feedTooLarge])
    }
}
