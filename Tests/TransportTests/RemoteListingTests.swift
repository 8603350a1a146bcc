import Testing
import Transport

struct RemoteListingTests {
    @Test(
        arguments: [
            ("-rw-r--r--    1 gov      staff        1234 Nov 25 22:34 báo cáo 1.csv", "báo cáo 1.csv", 1_234, false),
            ("-rw-r--r--    1 gov      staff        1234 Nov 25  2024  hai dấu cách ", " hai dấu cách ", 1_234, false),
            ("-rw-r--r--+   1 DOMAIN+a Domain Users    0 Jan  1 00:00 a", "a", 0, false),
            ("-rw-r--r--    1 1000            5 Mar  9 2025 12 Mar 9 2025 b", "12 Mar 9 2025 b", 5, false),
            ("-rw-r--r--    1 a        b   8589934592 2026-11-25 22:34 big", "big", 8_589_934_592, false),
            ("drwxr-xr-x    2 a        b         4096 Feb 29 10:00 a folder", "a folder", nil, true),
            ("lrwxrwxrwx    1 a        b            7 Nov 25 22:50 link -> big.bin", "link", nil, false),
            ("-rw-r--r--    1 a        b            7 Nov 25 22:50 a -> b", "a -> b", 7, false),
            ("11-25-26  10:34PM                 1234 báo cáo 1.csv", "báo cáo 1.csv", 1_234, false),
            ("11-25-2026  22:34       <DIR>          a folder", "a folder", nil, true),
        ] as [(String, String, Int64?, Bool)]
    )
    func aLineIsRead(_ line: String, _ name: String, _ bytes: Int64?, _ isFolder: Bool) {
        for end in ["", "\n", "\r\n"] {
            let files = RemoteListing.files(in: Array((line + end).utf8))
            #expect(files == [RemoteFile(name: name, bytes: bytes, isFolder: isFolder)])
        }
    }

    @Test(arguments: [
        "", "total 12", "drwxr-xr-x 2 a b 4096 Feb 29 10:00 .", "drwxr-xr-x 2 a b 4096 Feb 29 10:00 ..",
        "-rw-r--r-- 1 a b 12 Feb 29 10:00", "-rw-r--r-- 1 a b 12 Feb 29 10:00 ", "-rw-r--r--", "file.csv",
        "-rw-r--r-- 1 a b twelve Feb 29 10:00 x", "-rw-r--r-- 1 a b 1 Feb 29 10:00 ../x",
        "-rw-r--r-- 1 a b 1 Feb 29 10:00 a\0b", "11-25-26  10:34PM       <DIR>          ..",
        "11-25-26  10:34PM                  many x",
    ])
    func anotherLineIsPassedOver(_ line: String) {
        #expect(RemoteListing.files(in: Array((line + "\n").utf8)).isEmpty)
    }

    @Test func linesKeepTheirOrder() {
        let text = "total 8\n-rw-r--r-- 1 a b 1 Feb 29 10:00 b\n-rw-r--r-- 1 a b 2 Feb 29 10:00 a\n"
        #expect(RemoteListing.files(in: Array(text.utf8)).map(\.name) == ["b", "a"])
    }

    @Test(arguments: [
        ("a b.csv", "sftp://h/out", "sftp://h/out/a%20b.csv"),
        ("ồ#?;%2F", "ftps://h/", "ftps://h/%E1%BB%93%23%3F%3B%252F"),
    ])
    func aNameBecomesPartOfAnAddress(_ name: String, _ folder: String, _ address: String) {
        #expect(RemoteListing.address(of: name, in: folder) == address)
    }
}
