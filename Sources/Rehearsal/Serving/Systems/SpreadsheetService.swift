/// Spreadsheets by number of page: `GET /xuat/ds-ho-so.csv?page=1`; a page beyond the end is a header alone.
struct SpreadsheetService: System {
    let shelf: Shelf
    let proof: Proof

    static let path = "/xuat/ds-ho-so.csv"
    /// Rows of a page.
    static let size = 200

    let complaint = Answer.text("Lỗi: không xuất được dữ liệu")
    let refusal = Answer.text("Unauthorized", status: 401)

    func answer(_ request: Request) -> Answer {
        guard request.path == SpreadsheetService.path, request.method == "GET" else { return .notFound }
        guard proof.isShown(by: request) else { return refusal }
        let list = shelf.list()
        return Spreadsheet.answer(list.page(request.number("page", 1) - 1, size: SpreadsheetService.size), of: shelf)
    }
}

/// One spreadsheet over the wire.
enum Spreadsheet {
    /// The rows at some places under their header, with a byte order mark.
    static func answer(_ places: [Int], of shelf: borrowing Shelf) -> Answer {
        var text = ByteText()
        FeedFormat.csvExport.open(PagePlace(), into: &text)
        text.append(places, of: shelf, as: .csvExport)
        return Answer(type: "text/csv; charset=utf-8", text.bytes)
    }
}
