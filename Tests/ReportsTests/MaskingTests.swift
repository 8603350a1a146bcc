import Dossiers
import Reports
import Testing

struct MaskingTests {
    /// The short way of usual names must say what the long way says; a joiner that is no letter forces the long one.
    @Test(arguments: [
        "Nguyễn Văn Mẫu", "Y Ê Ban", "Trần A", "O'Brien M. Lê", "Đỗ Ư Ơn", "NGUYỄN THỊ ÁNH NGUYỆT", "a b c", "Lê (mẹ)",
    ])
    func usualNamesAreMaskedAlikeInBothWays(name: String) {
        let long = Masking.masked.name(name + "\u{3000}ゐ")
        #expect(Masking.masked.name(name) + " *" == long)
    }

    @Test(arguments: [
        ("Nguyễn Văn An", "Nguyễn V** A*"),
        ("Trần Thị Bích Ngọc", "Trần T** B*** N***"),
        ("  Lê   Na ", "Lê N*"),
        ("Lan", "L**"),
        ("Y Moan", "Y M***"),
        ("Nguyễn Y", "Nguyễn *"),
        ("Đỗ Ánh\u{302}\u{301}", "Đỗ Á**"),
        ("", ""),
    ])
    func namesKeepTheFamilyNameAndInitials(name: String, masked: String) {
        #expect(Masking.masked.name(name) == masked)
        #expect(Masking.clear.name(name) == name)
    }

    @Test(arguments: [("030012345678", "*********678"), ("123456789", "******789"), ("123456", "******"), ("", "")])
    func identitiesKeepThreeDigits(identity: String, masked: String) {
        #expect(Masking.masked.identity(identity) == masked)
    }

    @Test(arguments: [("0912345678", "********78"), ("1234", "****")])
    func phonesKeepTwoDigits(phone: String, masked: String) {
        #expect(Masking.masked.phone(phone) == masked)
    }

    @Test func everyPersonalFieldIsMasked() {
        let secret = "Nguyễn Văn An 030012345678"
        for field in [Field.applicant, .identity, .note, .attachments, .supplements, .fees, .resultLink] {
            #expect(!Masking.masked.value(secret, of: field).contains("Văn"), "\(field)")
            #expect(Masking.clear.value(secret, of: field) == secret)
        }
    }

    @Test func codesAndFlagsStayReadable() {
        #expect(Masking.masked.value("H23.23.18-240103-0007", of: .code) == "H23.23.18-240103-0007")
        #expect(Masking.masked.value("true", of: .resultLink) == "true")
        #expect(Masking.masked.value("2024-01-08", of: .dueAt) == "2024-01-08")
    }

    @Test(arguments: [
        ("Phiên làm việc  hết hạn\u{7}", "Phiên làm việc hết hạn"),
        ("Không thấy hồ sơ của Nguyễn Văn Mẫu", "Không thấy hồ sơ của *** *** ***"),
        ("số 030012345678, mau@example.vn, mã 101", "số *** *** mã 101"),
        ("/home/x was lost", "*** was lost"),
    ])
    func messagesOfOtherSystemsTellNoPersonalData(message: String, shown: String) {
        #expect(MessageMask.text(of: message) == shown)
    }
}
