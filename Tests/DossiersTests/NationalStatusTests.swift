import Dossiers
import Testing

struct NationalStatusTests {
    @Test func everyFinalStatusReachesNothing() {
        for status in NationalStatus.allCases where status.isFinal {
            #expect(NationalStatus.allCases.allSatisfy { !status.reaches($0) })
        }
    }

    @Test func stepsEndAtTheTargetExactlyWhenItIsReachable() {
        for from in NationalStatus.allCases {
            for to in NationalStatus.allCases {
                #expect((from.steps(to: to)?.last == to) == from.reaches(to))
            }
        }
    }
}
