import LoopbackServer
import Synchronization
import Testing
import Transport

@testable import Feeds

/// Lists whose pages name the next one: a cursor, an address, a header.
@Suite(.timeLimit(.minutes(15)))
struct LinkedListTests {
    private static let survey = JSONSurveyor(list: "rows", code: "code", next: "next")

    /// A feed of `page`, whose server answers with what `pages` has for a target: rows, the next page, the header `Link`.
    private static func served(
        _ page: String,
        _ pages: [String: (rows: ClosedRange<Int>, next: String?, link: String?)]
    ) throws -> ServedFamily {
        var family = Family.described
        family.fetch = "kind: http, url: AT/list?unit=5, page: \(page)"
        family.surveyor = survey
        let row = family.row
        return try ServedFamily(family) { _, call in
            guard let page = pages[call.target] else { return [.answer("", status: "404 Not Found")] }
            let rows = page.rows.map { row(ServedDossier(number: $0, day: 1)) }.joined(separator: ",")
            let next = page.next.map { "\"\($0)\"" } ?? "null"
            let headers = page.link.map { ["Link: \($0)"] } ?? []
            return [.answer("{\"rows\":[\(rows)],\"next\":\(next)}", headers: headers)]
        }
    }

    private static let codes = (1...5).map { "H23-231201-000\($0)" }

    @Test func aCursorIsCarriedAsItCame() throws {
        let served = try Self.served(
            "{ cursor: { parameter: after, path: next } }",
            [
                "/list?unit=5": (1...2, "a b&c/=", nil), "/list?unit=5&after=a%20b%26c%2F%3D": (3...4, "z", nil),
                "/list?unit=5&after=z": (5...5, nil, nil),
            ]
        )
        let pulled = try served.pull(served.feed())
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == Self.codes)
        #expect(served.server.calls.count == 3)
    }

    @Test(arguments: ["/list?p=2", "?p=2", "list?p=2", "HERE/list?p=2", "//HOST/list?p=2"])
    func anAddressIsFollowedRelativeOrNot(next: String) throws {
        let host = Mutex("")
        var family = Family.described
        family.fetch = "kind: http, url: AT/list, page: { next_url: { path: next } }, auth: { bearer: { env: TOKEN } }"
        family.surveyor = Self.survey
        let row = family.row
        let served = try ServedFamily(family) { number, _ in
            let place = host.withLock { $0 }
            let next = next.replacing("HERE", with: "http://\(place)").replacing("HOST", with: place)
            let rows = number == 1 ? 1...3 : 4...5
            let body = rows.map { row(ServedDossier(number: $0, day: 1)) }.joined(separator: ",")
            return [.answer("{\"rows\":[\(body)],\"next\":\(number == 1 ? "\"\(next)\"" : "null")}")]
        }
        host.withLock { $0 = "127.0.0.1:\(served.server.port)" }
        let pulled = try served.pull(served.feed())
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == Self.codes)
        #expect(served.server.calls.map(\.target) == ["/list", "/list?p=2"])
        #expect(served.server.calls.allSatisfy { $0.headers["authorization"] == "Bearer s3cret-TOKEN" })
    }

    @Test(arguments: [
        ("</list?p=2>; rel=\"next\"", true), ("<list?p=9>; rel=\"prev\", </list?p=2>;rel=next", true),
        ("</list?p=9>; rel=\"last\"", false), ("nonsense", false),
    ])
    func theHeaderLinkIsFollowed(link: String, isFollowed: Bool) throws {
        let served = try Self.served(
            "{ link_header: true }",
            ["/list?unit=5": (1...3, nil, link), "/list?p=2": (4...5, nil, nil)]
        )
        let pulled = try served.pull(served.feed())
        #expect(pulled.result.isComplete, "\(pulled.result.problems)")
        #expect(pulled.codes == (isFollowed ? Self.codes : Array(Self.codes.prefix(3))))
    }

    /// The bearer of the source must reach no other server, whatever a page names.
    @Test(arguments: [
        "http://portal.example.vn/list", "http://127.0.0.1:1/list", "https://127.0.0.1/list", "//evil.example/list",
        "ftp://127.0.0.1/list", "file:///etc/passwd", "http://127.0.0.1@evil.example/", "http://[", "/a\\nb",
    ])
    func anAddressElsewhereIsNotAsked(next: String) throws {
        let served = try Self.served("{ next_url: { path: next } }", ["/list?unit=5": (1...2, next, nil)])
        let pulled = try served.pull(served.feed())
        #expect(pulled.problems == [.strangeAddress])
        #expect(served.server.calls.count == 1)
        #expect(!"\(pulled.result.problems)".contains("evil"), "an address of a page may carry anything")
    }

    /// Pages that lead back: the same page twice, or around a circle.
    @Test(
        arguments: [
            ["/list?unit=5": (1...2, "/list?unit=5", nil)],
            ["/list?unit=5": (1...2, "/list?p=2", nil), "/list?p=2": (3...4, "/list?unit=5", nil)],
        ] as [[String: (rows: ClosedRange<Int>, next: String?, link: String?)]]
    )
    func aCircleEnds(pages: [String: (rows: ClosedRange<Int>, next: String?, link: String?)]) throws {
        let served = try Self.served("{ next_url: { path: next }, limit: 6 }", pages)
        let pulled = try served.pull(served.feed())
        #expect(!pulled.result.isComplete)
        #expect(pulled.problems == [pages.count == 1 ? .repeatedPage : .tooManyPages])
        #expect(served.server.calls.count <= 18)
    }

    @Test(arguments: [
        ("<a>; rel=\"next\"", "a"), ("<a>;rel=next", "a"), ("<a>; title=\"x\"; rel=\"next\"", "a"),
        ("<a,b>; rel=\"next\"", "a,b"), ("<a>; rel=\"prev\", <b>; rel=\"next\"", "b"), ("<a>; REL=\"Next\"", "a"),
        ("<a>", nil), ("a; rel=next", nil), ("", nil), ("<a; rel=\"next\"", nil),
    ])
    func aLinkHeaderIsRead(header: String, address: String?) {
        #expect(NextLink.address(header) == address)
    }
}
