import Dossiers
import Reports
import Testing

struct TextTests {
    @Test(arguments: [
        ("Nguyễn", 6), ("Nguye\u{302}\u{303}n", 6), ("", 0), ("漢字", 4), ("a\u{200B}b", 2), ("📄x", 3), ("Đặng", 4),
    ])
    func widthCountsColumns(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test func longTextsAreCutWithAnEllipsis() {
        #expect(DisplayWidth.cut("Thanh Hà", to: 5) == "Than…")
        #expect(DisplayWidth.cut("漢字漢", to: 4) == "漢…")
        #expect(DisplayWidth.cut("vừa đủ", to: 6) == "vừa đủ")
    }

    @Test func controlCharactersNeverReachTheTerminal() {
        var table = TextTable([.left])
        table.add(["a\u{1B}[31mb\nc\u{202E}d\u{9B}e"])
        #expect(table.text == "a [31mb c d e\n")
    }

    @Test func columnsAlignWhateverTheNormalForm() {
        var table = TextTable([.left, .right])
        table.add(["Nguyễn", "1"])
        table.add(["Nguye\u{302}\u{303}n An", "12"])
        #expect(table.text == "Nguyễn      1\nNguye\u{302}\u{303}n An  12\n")
    }

    @Test func coloursDoNotChangeTheAlignment() {
        var table = TextTable([.left, .left], isColoured: true)
        table.add([TextTable.Cell("ab", colour: .red), TextTable.Cell("x")])
        table.add([TextTable.Cell("abc"), TextTable.Cell("y")])
        #expect(table.text == "\u{1B}[31mab\u{1B}[0m   x\nabc  y\n")
    }

    @Test func tableTellsHowManyRowsWereCut() {
        var table = DiscrepancyTable(language: .english, limit: 1, isColoured: false)
        table.add(Examples.discrepancy(.portalBehind))
        table.add(Examples.discrepancy(.held))
        table.add(Examples.discrepancy(.held))
        #expect(
            table.text == """
                dossier code           situation      local  portal  unit             age (days)  who acts     Checks
                H23.23.18-240103-0007  portal behind      9       4  UBND xã Mẫu Một           –  next upload  LOCAL_DONE_PORTAL_OPEN OVERDUE_PORTAL_ONLY
                … 2 more; --limit 0 shows all

                """
        )
    }

    @Test func summaryShowsTheBooksInVietnamese() {
        #expect(
            SummaryText(language: .vietnamese, isColoured: false).text(of: Examples.summary()) == """
                Lượt đối soát 20240110-020000: CHƯA ĐẦY ĐỦ, sổ sách cân, 1.234 giây

                nguồn   bên      đọc  nhận  gộp  cách ly  bỏ qua  tính đến
                xa-mau  một cửa   10     8    1        1       0  2024-01-10T22:00:00+07:00
                portal  Cổng       8     8    0        0       0  –                          CHƯA ĐẦY ĐỦ
                tổng    một cửa   10     8    1        1
                tổng    Cổng       8     8    0        0

                Vì sao chưa đầy đủ
                  portal: page 3: timed out

                tình trạng     số hồ sơ
                chưa kết luận         1
                Cổng chậm hơn         2
                khớp                  6

                Kiểm tra             số hồ sơ
                OVERDUE_PORTAL_ONLY         2  chỉ Cổng tính quá hạn

                Chốt an toàn  nguồn   giới hạn  thực tế
                max_absent    portal        5%     7.1%  DỪNG

                Đơn vị chưa kết luận
                  H23.23.19

                Cảnh báo
                  the clock of the portal is 7 hours off

                """
        )
    }

    @Test func unbalancedBooksAreSaidAloud() {
        var summary = Examples.summary()
        summary.portal.read += 1
        #expect(!summary.isBalanced)
        #expect(
            SummaryText(language: .english, isColoured: false).text(of: summary).contains("THE BOOKS DO NOT BALANCE")
        )
    }
}
