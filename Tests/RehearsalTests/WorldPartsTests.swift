import Dossiers
import Foundation
import Testing

@testable import Rehearsal

struct WorldPartsTests {
    @Test(arguments: [1, 2, 3, 4, 5, 16, 17, 63, 64, 65, 255, 256, 257, 1_000])
    func aShuffleHoldsEachNumberOnce(count: Int) {
        for seed in 0..<5 as Range<UInt64> {
            let shuffle = Shuffle(count: count, seed: seed)
            #expect((0..<count).map(shuffle.index(at:)).sorted() == Array(0..<count))
        }
    }

    @Test func aShuffleIsAnotherOrder() {
        let shuffle = Shuffle(count: 1_000, seed: 3)
        let kept = (0..<1_000).count { shuffle.index(at: $0) == $0 }
        #expect(kept < 20)
    }

    @Test func noDirtChangesTheKey() {
        var record = Record()
        record.unit = 18
        record.day = Year.lastDay
        record.serial = 12
        for bits in 0..<16 as Range<UInt16> {
            for isRecoded in [false, true] {
                record.dirt = Dirt(rawValue: bits)
                record.isRecoded = isRecoded
                var written = ByteText()
                written.appendCode(record)
                var key = ByteText()
                key.appendKey(record)
                let code = DossierCode(String(decoding: written.bytes, as: UTF8.self))
                #expect(code?.canonical == String(decoding: key.bytes, as: UTF8.self))
            }
        }
    }

    @Test func wordsComeApartAsUnicodeSays() {
        for word in Catalogue.families + Catalogue.middles + Catalogue.givens + [Catalogue.invented] {
            #expect(Array(word.decomposed.utf8) == Array(word.plain.decomposedStringWithCanonicalMapping.utf8))
        }
    }

    @Test func numbersAreFilledUpWithZeros() {
        for number in [0, 1, 9, 10, 99, 100, 12_345, 999_999_999_999] {
            for width in 1...12 {
                var text = ByteText()
                text.append(number, width: width)
                let digits = String(number)
                let expected = String(repeating: "0", count: max(0, width - digits.count)) + digits
                #expect(String(decoding: text.bytes, as: UTF8.self) == expected)
            }
        }
    }

    @Test func timesAreWrittenInEachStyle() throws {
        let moment = try #require(
            Instant(year: 2_023, month: 12, day: 8, hour: 5, minute: 7, second: 9, precision: .second)
        )
        let styles: [(TimeStyle, String)] = [
            (.slashed, "08/12/2023 05:07:09"), (.slashedMinutes, "08/12/2023 05:07"), (.national, "20231208050709"),
            (.iso, "2023-12-08T05:07:09"), (.sql, "2023-12-08 05:07:09"), (.utc, "2023-12-07T22:07:09.000+0000"),
        ]
        for (style, expected) in styles {
            var text = ByteText()
            text.append(moment.seconds, style)
            #expect(String(decoding: text.bytes, as: UTF8.self) == expected)
        }
    }

    @Test func aBlankTimeIsNothing() {
        var text = ByteText()
        text.append(0, .national)
        #expect(text.count == 0)
    }

    @Test func nothingHappensInTheQuietZoneOfABenchWorld() {
        let world = BenchWorld(count: 3_000, seed: 5)
        for index in 1..<3_000 {
            let testimony = world.testimony(index)
            #expect((testimony.locals + testimony.portals).allSatisfy { $0.changed < Year.newest - 86_400 })
        }
    }

    @Test func aFolderThatCannotBeMadeIsAnError() {
        #expect(throws: OutputError.self) { try OutputFolder.make("/nowhere/at/all") }
    }
}
