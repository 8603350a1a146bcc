import Dossiers

/// The words that worlds are made of: public procedure names, invented persons, and nothing else.
enum Catalogue {
    /// A procedure of the public national list.
    struct Procedure: Sendable {
        let code: String
        let name: String
        let field: String
        let fieldName: String
        /// Working time in days, for the due date.
        let days: Int
    }

    static let procedures: [Procedure] = [
        civil("1.001193", "Thủ tục đăng ký khai sinh", 1),
        civil("1.000656", "Thủ tục đăng ký khai tử", 1),
        civil("1.000894", "Thủ tục đăng ký kết hôn", 3),
        civil("1.001022", "Thủ tục đăng ký nhận cha, mẹ, con", 3),
        civil("1.004837", "Thủ tục đăng ký giám hộ", 3),
        civil("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", 3),
        civil("1.004884", "Thủ tục đăng ký lại khai sinh", 5),
        civil("2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", 1),
        Procedure(
            code: "2.000815",
            name:
                "Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam "
                + "cấp hoặc chứng nhận",
            field: "G15-XX01",
            fieldName: "Chứng thực",
            days: 1
        ),
        Procedure(
            code: "1.001612",
            name: "Đăng ký thành lập hộ kinh doanh",
            field: "G05-XX03",
            fieldName: "Thành lập và hoạt động của hộ kinh doanh",
            days: 3
        ),
    ]

    private static func civil(_ code: String, _ name: String, _ days: Int) -> Procedure {
        Procedure(code: code, name: name, field: "G15-XX02", fieldName: "Hộ tịch", days: days)
    }

    // MARK: - Persons

    static let families = words("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Ngô")
    static let middles = words("Văn", "Thị", "Đức", "Ngọc")
    static let invented = Word("Mẫu")
    static let givens =
        [Word("Hòa", otherTone: "Hoà"), Word("Thúy", otherTone: "Thuý"), Word("Khỏe", otherTone: "Khoẻ")]
        + words(
            "An",
            "Bình",
            "Chiến",
            "Dương",
            "Giang",
            "Hạnh",
            "Khánh",
            "Lộc",
            "Minh",
            "Nghĩa",
            "Phượng",
            "Sơn",
            "Tuyết"
        )

    /// How many givens are written with the tone mark on either of two letters; they stand first.
    static let givensOfTwoTones = 3

    private static func words(_ texts: String...) -> [Word] { texts.map { Word($0) } }

    // MARK: - Labels

    /// National labels by status, `NationalStatus.label` with a blank at 0.
    static let statusLabels = [""] + NationalStatus.allCases.map(\.label)

    /// Name of a unit, as the systems print it.
    static func agencyName(_ unit: Int) -> String {
        unit == 0 ? "UBND huyện Thanh Hà" : communeNames[unit % communeNames.count]
    }

    private static let communeNames: [String] = (0...60).map { number in
        number == 18 ? "UBND xã Mẫu Một - huyện Thanh Hà" : "UBND xã Mẫu \(number) - huyện Thanh Hà"
    }
}
