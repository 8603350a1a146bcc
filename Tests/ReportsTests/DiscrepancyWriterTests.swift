import Dossiers
import Reports
import Testing

struct DiscrepancyWriterTests {
    private let writer = DiscrepancyWriter(language: .english, masking: .masked)

    @Test func lineHasTheFieldsInTheFixedOrder() {
        let line = text { writer.appendLine(Examples.differing(), to: &$0) }
        let side =
            #""status_at":null,"received_at":"2024-01-03T08:00:00+07:00","due_at":"2024-01-08","finished_at":null,"#
            + #""returned_at":null,"procedure":"1.004222","agency":"H23.23.18","applicant":"Nguyễn V** A*","#
        #expect(
            line
                == #"{"code":"H23.23.18-240103-0007","situation":"fields-differ","severity":"error","#
                + #""unit":"H23.23.18","unit_name":"UBND xã Mẫu Một","procedure":"1.004222","source":"xa-mau","#
                + #""owner":"upload","action":"update","local":{"status":9,"# + side
                + #""source":"xa-mau","position":{"page":"xa-mau/0001.json","offset":120,"line":7,"record":3}},"#
                + #""portal":{"status":9,"# + side
                + #""source":"portal","position":{"page":"portal/0001.json","offset":120,"line":7,"record":3}},"#
                + #""fields":[{"name":"due_at","local":"2024-01-08","portal":null,"owner":"local"},"#
                + #"{"name":"applicant","local":"Nguyễn V** A*","portal":"Nguyễn T** B***","owner":"local"}],"#
                + #""checks":["LOCAL_DONE_PORTAL_OPEN","OVERDUE_PORTAL_ONLY"],"codes":[],"#
                + #""first_seen":"2024-01-04","age_days":3,"#
                + #""explain":"Same status 9 (resolved), but these differ: due time, applicant; send an update."}"#
                + "\n"
        )
    }

    @Test func absentSidesAreNull() {
        var discrepancy = Examples.discrepancy(.onlyLocal)
        discrepancy.portal = nil
        let line = text { writer.appendLine(discrepancy, to: &$0) }
        #expect(line.contains(#""portal":null,"#))
    }

    @Test func clearNamesAppearOnlyOnRequest() {
        let clear = DiscrepancyWriter(language: .english, masking: .clear)
        #expect(text { clear.appendLine(Examples.differing(), to: &$0) }.contains("Nguyễn Thị Bình"))
        #expect(!text { writer.appendLine(Examples.differing(), to: &$0) }.contains("Bình"))
        #expect(!text { writer.appendRow(Examples.differing(), to: &$0) }.contains("Bình"))
    }

    @Test func textsAreEscapedForJSON() {
        var discrepancy = Examples.discrepancy(.held)
        discrepancy.unitName = "a\"b\\c\nd\u{1}é\t"
        #expect(text { writer.appendLine(discrepancy, to: &$0) }.contains(#""unit_name":"a\"b\\c\nd\u0001é\t""#))
    }

    @Test func sheetHasOneCellForEachColumn() {
        let row = text { writer.appendRow(Examples.discrepancy(.portalBehind), to: &$0) }
        let header = text { writer.appendHeader(hasByteOrderMark: false, to: &$0) }
        #expect(header == DiscrepancyWriter.columns.joined(separator: ",") + "\r\n")
        #expect(
            row == "H23.23.18-240103-0007,portal-behind,error,H23.23.18,UBND xã Mẫu Một,1.004222,xa-mau,upload,update,"
                + "9,4,,,2024-01-03T08:00:00+07:00,2024-01-03T08:00:00+07:00,2024-01-08,2024-01-08,,,,,"
                + "Nguyễn V** A*,Nguyễn V** A*,,LOCAL_DONE_PORTAL_OPEN; OVERDUE_PORTAL_ONLY,,,,"
                + "\"Local status 9 (resolved), portal still 4 (processing); send an update and the missing steps.\"\r\n"
        )
    }

    @Test func sheetBeginsWithTheMarkThatExcelNeeds() {
        var bytes: [UInt8] = []
        writer.appendHeader(hasByteOrderMark: true, to: &bytes)
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    }

    @Test(arguments: ["=1+1", "+84", "-2", "@x", "\tx", "\rx"])
    func hostileCellsAreMadeHarmless(cell: String) {
        var discrepancy = Examples.discrepancy(.held)
        discrepancy.unitName = cell
        let row = text { writer.appendRow(discrepancy, to: &$0) }
        #expect(row.contains("'" + cell))
    }

    @Test func quotesAreDoubledInCells() {
        var discrepancy = Examples.discrepancy(.held)
        discrepancy.unitName = "a\"b,c"
        #expect(text { writer.appendRow(discrepancy, to: &$0) }.contains(#","a""b,c","#))
    }

    @Test func quarantineLineTellsReasonAndPlace() {
        let line = text { QuarantineWriter(masking: .masked).appendLine(Examples.quarantined(), to: &$0) }
        #expect(
            line == #"{"source":"xa-mau","page":"xa-mau/0001.json","offset":4096,"line":null,"record":12,"#
                + #""code":"H23.23.18-240103-0009","reason":"unmapped-code","field":"status","value":"X9","#
                + #""table":"status","detail":null}"# + "\n"
        )
    }

    @Test func quarantinedPersonalValuesAreMasked() {
        var quarantined = Examples.quarantined()
        quarantined.problem = RecordProblem(.valueMalformed, field: .identity, value: "030012345678")
        let line = text { QuarantineWriter(masking: .masked).appendLine(quarantined, to: &$0) }
        #expect(line.contains(#""value":"*********678""#))
    }
}
