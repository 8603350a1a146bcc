import Dossiers
import Mapping
import Testing

struct DateFormatTests {
    @Test(arguments: [
        ("dd/MM/yyyy HH:mm:ss", "15/12/2023 08:10:02", "2023-12-15T08:10:02+07:00"),
        ("dd/MM/yyyy", "15/12/2023", "2023-12-15"),
        ("dd/MM/yyyy HH:mm", "13/01/2026 12:50", "2026-01-13T12:50+07:00"),
        ("d/M/yyyy", "5/3/2011", "2011-03-05"),
        ("d/M/yyyy", "15/12/2011", "2011-12-15"),
        ("d/M/yyyy H:mm:ss", "5/3/2011 7:05:09", "2011-03-05T07:05:09+07:00"),
        ("national", "20231215081002", "2023-12-15T08:10:02+07:00"),
        ("yyyyMMddHHmmss", "20231215081002", "2023-12-15T08:10:02+07:00"),
        ("yyyy-MM-dd", "2023-12-15", "2023-12-15"),
        ("yyyy-MM-dd HH:mm:ss", "2015-03-09 15:45:22", "2015-03-09T15:45:22+07:00"),
        ("yyyy/MM/dd HH:mm:ss", "2023/12/15 08:10:02", "2023-12-15T08:10:02+07:00"),
        ("iso", "2023-12-15T08:10:02", "2023-12-15T08:10:02+07:00"),
        ("iso", "2023-12-15T01:10:02Z", "2023-12-15T08:10:02+07:00"),
        ("iso", "2023-12-08T16:10:00.000+0700", "2023-12-08T16:10:00+07:00"),
        ("iso", "2023-12-08T09:10:00.123456+0000", "2023-12-08T16:10:00+07:00"),
        ("iso", "2023-12-08T20:10:00-05:30", "2023-12-09T08:40:00+07:00"),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSZ", "2023-12-08T16:10:00.000+0000", "2023-12-08T23:10:00+07:00"),
        ("epoch-ms", "1702602602000", "2023-12-15T08:10:02+07:00"),
        ("epoch-ms", "-1", "1970-01-01T06:59:59+07:00"),
        ("wcf", "/Date(1702602602000+0700)/", "2023-12-15T08:10:02+07:00"),
        ("wcf", "/Date(1702602602000)/", "2023-12-15T08:10:02+07:00"),
        ("yyyy-MM-dd", "2024-02-29", "2024-02-29"),
    ])
    func textsBecomeInstants(format: String, text: String, expected: String) throws {
        let format = try #require(DateFormat(format))
        guard case .instant(let instant) = format.read(text.utf8.span) else {
            Issue.record("\(text) is no \(format.text)")
            return
        }
        #expect(instant.text == expected)
        #expect(instant.precision == format.precision)
    }

    @Test(arguments: [
        ("dd/MM/yyyy", "31/02/2023"), ("dd/MM/yyyy", "29/02/2023"), ("dd/MM/yyyy", "5/3/2011"),
        ("dd/MM/yyyy", "15/12/23"),
        ("dd/MM/yyyy HH:mm:ss", "15/12/2023 24:00:00"), ("dd/MM/yyyy HH:mm:ss", "15/12/2023"),
        ("national", "20231315000000"),
        ("national", "2023121508100"), ("national", "2023121508100x"), ("iso", "2023-12-15 08:10:02"),
        ("iso", "2023-12-15"),
        ("iso", "2023-12-15T08:10:02."), ("iso", "2023-12-15T08:10:02+7"), ("iso", "2023-12-15T08:10:02Zx"),
        ("epoch-ms", ""),
        ("epoch-ms", "12a"), ("epoch-ms", "999999999999999"), ("wcf", "/Date()/"), ("wcf", "/Date(1+07)/"),
        ("d/M/yyyy", "005/3/2011"),
        ("yyyy-MM-dd", "-023-12-15"), ("dd/MM/yyyy HH:mm:ss", "15/12/2023 08:60:00"), ("national", ""),
    ])
    func whatNamesNoMomentIsMalformed(format: String, text: String) throws {
        #expect(try #require(DateFormat(format)).read(text.utf8.span) == .malformed)
    }

    @Test(arguments: [
        ("iso", "0000-00-00T00:00:00.000+0700"), ("dd/MM/yyyy HH:mm:ss", "0000-00-00T00:00:00.000+0700"),
        ("dd/MM/yyyy", "01/01/0001"), ("dd/MM/yyyy HH:mm:ss", "01/01/0001 00:00:00"), ("national", "00000000000000"),
        ("national", "00010101000000"), ("iso", "0001-01-01T00:00:00"), ("yyyy-MM-dd HH:mm:ss", "0000-00-00 00:00:00"),
        ("epoch-ms", "-62135596800000"), ("wcf", "/Date(-62135596800000)/"), ("d/M/yyyy", "1/1/0001"),
    ])
    func placeholdersAreBlank(format: String, text: String) throws {
        #expect(try #require(DateFormat(format)).read(text.utf8.span) == .blank)
    }

    @Test(arguments: [
        "", "dd/mm/yyyy", "yyyy-mm-dd", "yyyyMMddhhmmss", "dd/MM/yy", "dd/MM", "HH:mm", "dd/MM/yyyy 'at",
        "dd/MM/yyyy dd", "yyyy-MM-dd ss",
    ])
    func textsThatAreNoFormatAreRefused(text: String) {
        #expect(DateFormat(text) == nil)
    }

    @Test func aLiteralZIsLocalWhenDeclared() throws {
        let zone = DateZone(literalZIsLocal: true)
        let format = try #require(DateFormat("iso"))
        #expect(format.read("2023-12-15T08:10:02.000Z".utf8.span, zone: zone) == (try moment(8)))
        #expect(format.read("2023-12-15T01:10:02+0000".utf8.span, zone: zone) == (try moment(8)))
    }

    @Test func aZoneOfTheSourceMovesTimesButNotDays() throws {
        let utc = DateZone(seconds: 0)
        let clock = try #require(DateFormat("dd/MM/yyyy HH:mm:ss"))
        let day = try #require(DateFormat("dd/MM/yyyy"))
        #expect(clock.read("15/12/2023 01:10:02".utf8.span, zone: utc) == (try moment(8)))
        let instant = try #require(Instant(year: 2_023, month: 12, day: 15, precision: .day))
        #expect(day.read("15/12/2023".utf8.span, zone: utc) == .instant(instant))
    }

    @Test func formatsAreTriedInOrderAndTheFinestPrecisionIsKnown() throws {
        let formats = try ["dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy"].map { try #require(DateFormat($0)) }
        let day = try #require(Instant(year: 2_023, month: 12, day: 15, precision: .day))
        #expect(DateFormat.read("15/12/2023".utf8.span, as: formats, zone: DateZone()) == .instant(day))
        #expect(DateFormat.finest(of: formats) == .second)
    }

    @Test func formattedInstantsReadBack() throws {
        var random = SeededGenerator(state: 3)
        for _ in 0..<2_000 {
            let instant = Instant(
                localSeconds: Int64.random(in: -2_000_000_000...4_000_000_000, using: &random),
                precision: .second
            )
            #expect(try #require(DateFormat("national")).read(instant.nationalText.utf8.span) == .instant(instant))
            #expect(try #require(DateFormat("iso")).read(instant.text.utf8.span) == .instant(instant))
        }
    }

    private func moment(_ hour: Int) throws -> DateReading {
        .instant(
            try #require(
                Instant(year: 2_023, month: 12, day: 15, hour: hour, minute: 10, second: 2, precision: .second)
            )
        )
    }
}
