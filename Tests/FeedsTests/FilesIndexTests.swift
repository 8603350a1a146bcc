import Testing
import Transport

@testable import Feeds

/// Folders as web servers show them.
struct FilesIndexTests {
    private func names(_ page: String, _ folder: String = "https://h.example/drop/") -> [String] {
        FolderIndex.files(in: page, of: folder).map { $0.isFolder ? "\($0.name)/" : $0.name }
    }

    @Test func nginx() {
        let page = """
            <html>
            <head><title>Index of /drop/</title></head>
            <body>
            <h1>Index of /drop/</h1><hr><pre><a href="../">../</a>
            <a href="archive/">archive/</a>                            14-Nov-2023 08:30                   -
            <a href="b%C3%A1o%20c%C3%A1o.csv">báo cáo.csv</a>          14-Nov-2023 08:30                  12
            <a href="hs-2023-11-14.csv">hs-2023-11-14.csv</a>          14-Nov-2023 08:30                  12
            </pre><hr></body>
            </html>
            """
        #expect(names(page) == ["archive/", "báo cáo.csv", "hs-2023-11-14.csv"])
    }

    @Test func apache() {
        let page = """
            <table><tr><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th></tr>
            <tr><td><a href="/">Parent Directory</a></td></tr>
            <tr><td><A HREF='a&amp;b.csv'>a&amp;b.csv</A></td><td><a class="x" href=c&#x2D;1.csv>c-1.csv</a></td></tr>
            <tr><td><a href="/drop/d.csv">d.csv</a><a href="https://h.example/drop/e.csv">e</a></td></tr></table>
            """
        #expect(names(page) == ["a&b.csv", "c-1.csv", "d.csv", "e.csv"])
    }

    @Test(arguments: [
        "../secret.csv", "/other/a.csv", "https://other.example/drop/a.csv", "http://h.example/drop/a.csv",
        "//x/drop/a",
        "sub/a.csv", "..%2fa.csv", "a%2Fb.csv", "%2e%2e", "javascript:alert(1)", "mailto:a@b.example", "#top", "", ".",
        "ftp://h.example/drop/a.csv", "a%00.csv", "https://h.example:8443/drop/a.csv", "..", "/drop", "%2E%2E/a.csv",
    ])
    func whatLeavesTheFolderIsNoFile(_ reference: String) {
        #expect(names("<a href=\"\(reference)\">x</a>").isEmpty)
    }

    @Test func aFileIsNamedOnceAndPagesWithoutLinksHaveNone() {
        #expect(names("<a href=a.csv>1</a><a href=\"a.csv\">2</a><a href='./a.csv?x=1'>3</a>") == ["a.csv"])
        #expect(names("<link href='a.css'><abbr href='b'><p>login</p>").isEmpty)
        #expect(names("<a href='x%20y/'>", "http://h.example/a%20b/c/") == ["x y/"])
    }
}
