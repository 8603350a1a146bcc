import Dossiers
import Testing
import Transport

@testable import Feeds

/// Questions whose values are filled in for each page.
struct QuestionTests {
    private static let place = AskedPlace(slice: .whole, number: 3, numberAfter: 4)

    private static func url(_ url: String, _ query: [Asked], at place: AskedPlace = place) throws -> String {
        var question = Question(TransferRequest(url: url))
        question.query = query
        return try question.request(for: place).url
    }

    @Test(arguments: [
        ("http://h/a", "http://h/a?page=3"), ("http://h/a?x=1", "http://h/a?x=1&page=3"),
        ("http://h/a?", "http://h/a?page=3"), ("http://h/a?x=1&", "http://h/a?x=1&page=3"),
        ("http://h/a#part", "http://h/a?page=3"), ("http://h/a?x=1#part", "http://h/a?x=1&page=3"),
    ])
    func valuesGoBehindWhatTheAddressHas(_ url: String, asked: String) throws {
        #expect(try Self.url(url, [Asked("page", .number)]) == asked)
    }

    @Test func valuesKeepTheirOrderAndThoseThatSayNothingHereAreLeftOut() throws {
        let query = [
            Asked("page", .number), Asked("size", .fixed("20")), Asked("code", .code),
            Asked("from", .firstDay(.dashed)),
            Asked("to", .lastDay(.dashed)), Asked("since", .since(.dashed)), Asked("cursor", .cursor),
            Asked("key", .key),
        ]
        #expect(try Self.url("http://h/a", query) == "http://h/a?page=3&size=20")
    }

    @Test(arguments: [
        ("a b", "a%20b"), ("a&b=c", "a%26b%3Dc"), ("05/12/2023", "05%2F12%2F2023"), ("hồ", "h%E1%BB%93"),
        ("+0700", "%2B0700"), ("a-b._~", "a-b._~"), ("%", "%25"), ("\n", "%0A"),
    ])
    func aValueCannotLeaveItsPlace(_ text: String, escaped: String) throws {
        #expect(try Self.url("http://h/a", [Asked("v", .fixed(text))]) == "http://h/a?v=\(escaped)")
        #expect(try body(.form([Asked("v", .fixed(text))])) == "v=\(escaped)")
    }

    @Test func aJSONBodyIsAnObjectOfTexts() throws {
        let members = [
            Asked("session", .key), Asked("service", .fixed("\"TraCuu\"\n")), Asked("page", .number),
            Asked("mahoso", .code),
        ]
        #expect(try body(.json(members)) == #"{"service":"\"TraCuu\"\n","page":"3"}"#)
    }

    @Test func anAddressThatThePageNamedIsAskedAsItStands() throws {
        var place = Self.place
        place.address = "http://h/next?token=1"
        #expect(try Self.url("http://h/a?x=1", [Asked("page", .number)], at: place) == "http://h/next?token=1")
    }

    @Test func secretsInHeadersAreMarked() throws {
        var question = Question(TransferRequest(url: "http://h/a"))
        question.headers = [
            Asked("groupId", .fixed("5")), Asked("ApiKey", .secret(Hidden("s3cret"))), Asked("Authorization", .bearer),
        ]
        var place = Self.place
        #expect(try question.request(for: place).headers.map(\.name) == ["groupId", "ApiKey"], "there is no key yet")
        place.key = Hidden("k3y")
        let request = try question.request(for: place)
        #expect(request.headers.map(\.value) == ["5", "s3cret", "Bearer k3y"])
        #expect(request.headers.map(\.isSecret) == [false, true, true])
        let text = "\(request) \(question) \(place)"
        #expect(!text.contains("s3cret") && !text.contains("k3y"))
    }

    private func body(_ body: QuestionBody) throws -> String {
        String(decoding: try body.bytes(for: Self.place), as: UTF8.self)
    }

    // MARK: - Days

    private static let day = Instant(year: 2_023, month: 2, day: 5, precision: .day)

    @Test(arguments: [
        (DayForm.dashed, "2023-02-05", "2023-02-05"), (.slashed, "05/02/2023", "05/02/2023"),
        (.short, "5/2/2023", "5/2/2023"), (.plain, "20230205", "20230205"),
        (.zoned, "2023-02-05T00:00:00.000+0700", "2023-02-05T23:59:59.999+0700"),
    ])
    func everySystemGetsItsFormOfADay(_ form: DayForm, first: String, last: String) throws {
        let day = try #require(Self.day)
        #expect(form.first(day) == first)
        #expect(form.last(day) == last)
    }

    @Test func aMomentHasAClockWhereTheFormHasOne() throws {
        let moment = try #require(
            Instant(year: 2_023, month: 2, day: 5, hour: 7, minute: 8, second: 9, precision: .second)
        )
        #expect(DayForm.zoned.moment(moment) == "2023-02-05T07:08:09.000+0700")
        #expect(DayForm.short.moment(moment) == "5/2/2023")
        #expect(DayForm.zoned.first(try #require(Self.day)) == "2023-02-05T00:00:00.000+0700")
    }
}
