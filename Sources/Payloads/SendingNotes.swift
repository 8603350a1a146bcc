/// How a person sends the documents, in the words of the index.
enum SendingNotes {
    /// In Vietnamese, for a transport.
    static func vietnamese(_ transport: PayloadTransport) -> [String] {
        let order = [
            "Gửi lần lượt theo order; mỗi tệp là một lần gửi.",
            "Chỉ gửi một tệp steps khi tệp ghi ở after của nó đã được chấp nhận.",
        ]
        switch transport {
        case .session:
            return order + [
                "Đăng nhập, điền mã phiên vào trường session của tệp (mã phiên sống 10 phút), đặt header dstcode, "
                    + "rồi POST tới adapter_url + integration_endpoint.",
                "Create bị trả lời «đã tồn tại»: tra cứu hồ sơ, rồi gửi lại tệp đó với isUpdating \"True\".",
            ]
        case .bareArray:
            return order + [
                "POST nguyên tệp: url create là URLThemMoi, update là URLCapNhat, "
                    + "steps là địa chỉ của CapNhatTienDoHoSoMC.",
                "Create bị trả lời «đã tồn tại»: tra cứu hồ sơ, rồi gửi nguyên tệp đó tới URLCapNhat.",
            ]
        case .queryString:
            return order + [
                "POST nguyên tệp với các tham số query: url records là địa chỉ của DongBoHoSoMC, "
                    + "steps là địa chỉ của CapNhatTienDoHoSoMC.",
                "Create bị trả lời «đã tồn tại»: tra cứu hồ sơ, rồi gửi nguyên tệp đó với isUpdating=True.",
            ]
        case .xml:
            return order + ["Giao nguyên tệp cho đơn vị nhận; HanhDong trong tệp cho biết create hay update."]
        case .lgsp:
            return order + [
                "Lấy token, đặt header Authorization \"Bearer <token>\", rồi POST nguyên tệp tới /Document/SyncDocument."
            ]
        }
    }

    /// In English, for a transport.
    static func english(_ transport: PayloadTransport) -> [String] {
        let order = [
            "Send in the order of `order`; each file is one request.",
            "Send steps only when the file that their `after` names was accepted.",
        ]
        switch transport {
        case .session:
            return order + [
                "Log in, put the token into `session` of the file (it lives for 10 minutes), set the header dstcode, "
                    + "and POST to adapter_url + integration_endpoint.",
                "A create answered «đã tồn tại»: look the dossier up, then send the same file with isUpdating \"True\".",
            ]
        case .bareArray:
            return order + [
                "POST the file as it is: url create is URLThemMoi, update is URLCapNhat, "
                    + "steps is the address of CapNhatTienDoHoSoMC.",
                "A create answered «đã tồn tại»: look the dossier up, then send the same file to URLCapNhat.",
            ]
        case .queryString:
            return order + [
                "POST the file as it is with the query: url records is the address of DongBoHoSoMC, "
                    + "steps is the address of CapNhatTienDoHoSoMC.",
                "A create answered «đã tồn tại»: look the dossier up, then send the same file with isUpdating=True.",
            ]
        case .xml:
            return order + ["Hand the file over as it is; HanhDong in it says create or update."]
        case .lgsp:
            return order + [
                "Fetch a token, set the header Authorization \"Bearer <token>\", and POST the file to /Document/SyncDocument."
            ]
        }
    }
}
