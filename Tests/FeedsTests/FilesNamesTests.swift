import Dossiers
import Testing

@testable import Feeds

/// What names of files mean.
struct FilesNamesTests {
    @Test(arguments: [
        ("*.csv", ["a.csv", ".csv", "a.csv.gz"], ["a.csv"]), ("*", ["a", ".a", ""], ["a", ""]),
        (".*", [".a", "a"], [".a"]), ("a?c", ["abc", "aốc", "ac", "abbc"], ["abc", "aốc"]),
        ("[a-c]1", ["a1", "c1", "d1", "B1"], ["a1", "c1"]), ("[!a-c]1", ["a1", "d1"], ["d1"]),
        ("[^a]", ["a", "b"], ["b"]), ("[]a]", ["]", "a", "b"], ["]", "a"]), ("[a", ["[a", "a"], ["[a"]),
        ("[a-]", ["a", "-", "b"], ["a", "-"]), ("\\*", ["*", "a"], ["*"]), ("[\\]]", ["]", "\\"], ["]"]),
        ("*a*b*c", ["xaybzc", "abcabc", "ac", "abcb"], ["xaybzc", "abcabc"]), ("", ["", "a"], [""]),
        ("hs-*-??.csv", ["hs-2023-11.csv", "hs-2023-1.csv"], ["hs-2023-11.csv"]),
    ])
    func patternsFitAsInAShell(_ pattern: String, _ names: [String], _ fitting: [String]) {
        #expect(names.filter(NamePattern(pattern).fits) == fitting)
    }

    @Test func whatIsEscapedInAnAddressStandsForItself() {
        #expect(NamePattern(escaped: "b%C3%A1o%20c%C3%A1o%2A.csv")?.onlyName == "báo cáo*.csv")
        #expect(NamePattern(escaped: "%5B1%5D*")?.fits("[1]x") == true)
        #expect(NamePattern(escaped: "100%.csv")?.onlyName == "100%.csv")
        #expect(NamePattern(escaped: "a%2Fb")?.onlyName == "a/b")
        #expect(NamePattern(escaped: "%FF") == nil)
        #expect(NamePattern(escaped: "%00") == nil)
        #expect(NamePattern("a*").onlyName == nil)
    }

    @Test(arguments: ["a.tmp", "a.csv.TMP", "a.part", "a.csv.filepart", "a.uploading", ".a.csv", ".", ".nfs01"])
    func namesOfUnfinishedFiles(_ name: String) {
        #expect(FileName(name).isUnfinished)
    }

    @Test(arguments: ["a.csv", "tmp", "part.csv", "a.tmp.csv", "uploading"])
    func namesOfFinishedFiles(_ name: String) {
        #expect(!FileName(name).isUnfinished)
    }

    @Test(arguments: [
        ("hs-2023-11-14.json", "2023-11-14"), ("HS_20231114.csv", "2023-11-14"), ("hs_14112023.csv", "2023-11-14"),
        ("14-11-2023 hs.csv", "2023-11-14"), ("14.11.2023.csv", "2023-11-14"), ("hs.20231114083000.csv", "2023-11-14"),
        ("hs_2023-11-14_0830.csv", "2023-11-14"), ("hs-2023-01-01_2023-01-31.csv", "2023-01-31"),
        ("hs20102010.csv", "2010-10-20"), ("hs-2024-02-29.csv", "2024-02-29"), ("20231114T0830.csv.gz", "2023-11-14"),
    ])
    func theDayInAName(_ name: String, _ day: String) {
        #expect(FileName(name).day?.text == day)
    }

    @Test(arguments: ["hs.csv", "hs-1.csv", "hs-123456789.csv", "hs-2023-02-30.csv", "H23-230103.csv", "18991231.csv"])
    func namesWithoutADay(_ name: String) {
        #expect(FileName(name).day == nil)
    }

    @Test func endingsOfPages() {
        #expect(
            ["a.CSV", "a.csv.gz", "a.gz", "a", "a.đ", ".csv", "a.part"].map { FileName($0).ending }
                == ["csv", "csv", "data", "data", "data", "data", "data"]
        )
    }
}
