/// A folder of spreadsheets with the index that web servers make.
struct DropService: System {
    let shelf: Shelf
    let proof: Proof

    static let folder = "/outbox/"
    /// Rows of a file.
    static let size = 500

    let complaint = Answer.html("<html><body><h1>Lỗi hệ thống</h1></body></html>")
    let refusal = Answer.html("<html><body><h1>401 Authorization Required</h1></body></html>", status: 401)

    func answer(_ request: Request) -> Answer {
        guard request.method == "GET" || request.method == "HEAD", request.path.hasPrefix(DropService.folder) else {
            return .notFound
        }
        guard proof.isShown(by: request) else { return refusal }
        let list = shelf.list()
        let name = request.path.dropFirst(DropService.folder.count)
        if name.isEmpty { return index(list) }
        guard let number = (0..<list.pages(size: DropService.size)).first(where: { DropService.name($0) == name })
        else {
            return .notFound
        }
        return Spreadsheet.answer(list.page(number, size: DropService.size), of: shelf)
    }

    private static func name(_ number: Int) -> String {
        var text = ByteText(capacity: 32)
        text.append("ds-ho-so-")
        text.append(number + 1, width: 4)
        text.append(".csv")
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private func index(_ list: Shelf.List) -> Answer {
        let rows = (0..<list.pages(size: DropService.size)).map { number in
            let name = DropService.name(number)
            return "<a href=\"\(name)\">\(name)</a>      29-Dec-2023 16:30      -\r\n"
        }
        return .html(
            "<html>\r\n<head><title>Index of /outbox/</title></head>\r\n<body>\r\n<h1>Index of /outbox/</h1><hr><pre>"
                + "<a href=\"../\">../</a>\r\n\(rows.joined())</pre><hr></body>\r\n</html>\r\n"
        )
    }
}
