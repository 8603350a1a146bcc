import Dossiers
import Testing

@testable import Mapping

@Suite struct ShortWayTests {
    @Test(arguments: [
        "20231229163000", "20240229000000", "20230229000000", "00000000000000", "00010101000000", "20231229243000",
        "2023122916300x", "20231329163000", "2023-12-291630", "",
    ])
    func nationalDatesAreReadAsTheLongWayReadsThem(_ text: String) throws {
        let format = try #require(DateFormat("national"))
        let long = format.read(text.utf8.span)
        var words = DateWords()
        for _ in 0..<2 {
            let short = words.national(text.utf8.span)
            #expect(agrees(short, long))
        }
    }

    @Test(arguments: [
        "29/12/2023 16:30:00", "29/02/2024 23:59:59", "29/02/2023 00:00:00", "01/01/0001 00:00:00",
        "00/00/0000 00:00:00",
        "29-12-2023 16:30:00", "29/12/2023T16:30:00", "29/12/2023 16:30:60", "2x/12/2023 16:30:00",
        "29/12/20:3 16:30:00",
    ])
    func slashedDatesAreReadAsTheLongWayReadsThem(_ text: String) throws {
        let format = try #require(DateFormat("dd/MM/yyyy HH:mm:ss"))
        let long = format.read(text.utf8.span)
        var words = DateWords()
        for _ in 0..<2 {
            let short = words.slashed(text.utf8.span)
            #expect(agrees(short, long))
        }
    }

    @Test(arguments: [
        "2023-12-29T16:30:00", "2023-12-29T16:30:00Z", "2023-12-29T16:30:00.123Z", "2023-12-29T16:30:00.000+0000",
        "2023-12-29T16:30:00.000+07:00", "2023-12-29T23:30:00-0130", "2024-02-29T00:00:00+1400", "2023-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z", "2023-12-29T16:30:00.12Z", "2023-12-29 16:30:00", "2023-12-29T16:30:60",
        "2023-12-29T16:30:00+1500", "2023-12-29T16:30:00+07", "2023-12-29T16:30:00.1234567+07:00",
        "2023-12-29T16:30:00ZZ",
        "2023-12-29T16:30:00+07:0", "2023/12/29T16:30:00", "2O23-12-29T16:30:00", "2023-12-29T16:30:00z",
    ])
    func isoDatesAreReadAsTheLongWayReadsThem(_ text: String) throws {
        let format = try #require(DateFormat("iso"))
        var words = DateWords()
        for zone in [DateZone(), DateZone(seconds: 0), DateZone(seconds: 0, literalZIsLocal: true)] {
            let long = format.read(text.utf8.span, zone: zone)
            let shift = Instant.offset - Int64(zone.seconds)
            for _ in 0..<2 {
                let short = words.iso(text.utf8.span, shift: shift, zIsLocal: zone.literalZIsLocal)
                #expect(agrees(short, long))
            }
        }
    }

    @Test func usualDatesTakeTheShortWay() {
        var words = DateWords()
        let national = words.national("20231229163000".utf8.span)
        let slashed = words.slashed("29/12/2023 16:30:00".utf8.span)
        #expect(national == 1_703_867_400 && slashed == 1_703_867_400)
    }

    @Test func daysOfFiveCenturiesAreReckonedOnceAndRememberedRightly() {
        var words = DateWords()
        for _ in 0..<2 {
            for day in stride(from: -140_000, to: 60_000, by: 41) {
                let (year, month, dayOfMonth) = CivilCalendar.date(days: day)
                let parts = padded(year / 100) + padded(year % 100)
                let national = words.national("\(parts)\(padded(month))\(padded(dayOfMonth))000001".utf8.span)
                let slashed = words.slashed("\(padded(dayOfMonth))/\(padded(month))/\(parts) 00:00:01".utf8.span)
                let iso = words.iso(
                    "\(parts)-\(padded(month))-\(padded(dayOfMonth))T00:00:01".utf8.span,
                    shift: 0,
                    zIsLocal: false
                )
                #expect(national == Int64(day) * 86_400 + 1 && slashed == national && iso == national)
            }
        }
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test func everyByteOfATextCountsInItsShape() {
        for count in 1...TextShape.longest {
            let text = (0..<count).map { UInt8($0 + 1) }
            let shape = TextShape(text.span)
            for place in 0..<count {
                var other = text
                other[place] ^= 0x80
                let isSame = shape.matches(TextShape(other.span))
                #expect(!isSame)
            }
            let shorter = Array(text.dropLast())
            let (isItself, isShorter) = (shape.matches(TextShape(text.span)), shape.matches(TextShape(shorter.span)))
            #expect(isItself && !isShorter)
        }
    }

    @Test func theMemoNeverTakesOneTextForAnother() {
        var memo = ValueMemo<TextShape>(rules: 2)
        var notes: [Int] = []
        for number in 0..<2_000 {
            let shape = TextShape(Array("H23.\(number)".utf8).span)
            if let known = memo.result(of: shape, rule: number & 1) { notes.append(Int(known.hash)) }
            memo.note(MemoResult(hash: UInt64(number), status: 0), of: shape, rule: number & 1)
            #expect(memo.result(of: shape, rule: number & 1)?.hash == UInt64(number))
            #expect(memo.result(of: shape, rule: 1 - (number & 1)) == nil)
        }
        #expect(notes.isEmpty)
    }

    private func agrees(_ seconds: Int64?, _ reading: DateReading) -> Bool {
        guard let seconds else { return true }
        return reading == .instant(Instant(localSeconds: seconds, precision: .second))
    }
}
