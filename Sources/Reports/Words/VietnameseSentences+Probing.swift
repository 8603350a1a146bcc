extension VietnameseSentences {
    /// About looking at sources.
    static let probing: [String: String] = [
        "{} files; the newest is {}": "{} tệp; mới nhất là {}",
        "{} of {}, {} bytes": "{} lúc {}, {} byte",
        "is the path right, and may this user look into its folder?":
            "đường dẫn có đúng không, và tài khoản này có quyền xem thư mục đó không?",
        "is the export still being written?": "tệp xuất có đang được ghi dở không?",
        "may this user read the file?": "tài khoản này có quyền đọc tệp không?",
        "raise `max_size`, or take the newest file alone": "tăng `max_size`, hoặc chỉ lấy tệp mới nhất",
        "{}, looked up in {} ms": "{}, tra tên trong {} ms",
        "the server accepts connections": "máy chủ nhận kết nối",
        "connected in {} ms": "kết nối trong {} ms",
        "the address is http: nothing is encrypted": "địa chỉ là http: không có gì được mã hóa",
        "accepted": "được chấp nhận",
        "{}, issued by {}": "{}, do {} cấp",
        "{}, {} days left": "{}, còn {} ngày",
        "name the authority with `tls: { ca_file: … }` instead of `believe_whoever_answers`":
            "khai báo cơ quan chứng thực bằng `tls: { ca_file: … }` thay cho `believe_whoever_answers`",
        "ask the operator of the server to renew it": "đề nghị đơn vị vận hành máy chủ gia hạn",
        "the certificate ended at {}; ask the operator of the server to renew it":
            "chứng thư đã hết hạn lúc {}; đề nghị đơn vị vận hành máy chủ gia hạn",
        "does the server speak TLS 1.2 or later? does it want a client certificate (`tls: { certificate: … }`)?":
            "máy chủ có hỗ trợ TLS 1.2 trở lên không? có đòi chứng thư của phía gọi (`tls: { certificate: … }`) không?",
        "has the server a new key? then put its hash into `pin`":
            "máy chủ có khóa mới không? nếu có, ghi mã băm của khóa đó vào `pin`",
        "the certificate is for another name; ask by the name that it is for":
            "chứng thư cấp cho tên khác; hãy dùng đúng tên ghi trên chứng thư",
        "is its authority unknown here? name it with `tls: { ca_file: … }`":
            "máy này chưa biết cơ quan chứng thực đó? khai báo bằng `tls: { ca_file: … }`",
        "is the secret right, and still valid? it is read from {}":
            "khóa bí mật có đúng và còn hiệu lực không? nó được đọc từ {}",
        "the server wants to know who asks; name an `auth:`": "máy chủ đòi xác thực; hãy khai báo `auth:`",
        "none is configured": "không khai báo",
        "not tried": "chưa thử",
        "not refused; the secret is read from {}": "không bị từ chối; khóa bí mật đọc từ {}",
        "put the secret where the configuration says: {}": "đặt khóa bí mật vào nơi cấu hình đã nêu: {}",
        "the server hands every record out once, so that it is not asked here":
            "máy chủ chỉ giao mỗi bản ghi một lần nên ở đây không hỏi",
        "dossiers are looked up by their codes, and none is known here":
            "nguồn này tra theo mã hồ sơ, và ở đây chưa biết mã nào",
        "name a dossier under `sentinels` to have it looked up": "khai báo một mã hồ sơ trong `sentinels` để tra thử",
        "a value of the question cannot be written": "có giá trị của câu hỏi không ghi được",
        "status {}, {} bytes in {} ms": "mã {}, {} byte trong {} ms",
        "is the name of the proxy right? can this machine reach its name server?":
            "tên máy chủ trung gian có đúng không? máy này có tới được máy chủ tên miền không?",
        "is the name right? many servers are known only inside the province's network (TSLCD)":
            "tên có đúng không? nhiều máy chủ chỉ tìm thấy trong mạng truyền số liệu chuyên dùng (TSLCD) của tỉnh",
        "is the port right? does the server run? a firewall or a VPN that is down may stand between":
            "cổng có đúng không? máy chủ có đang chạy không? có thể do tường lửa chặn hoặc VPN chưa bật",
        "nobody answered in time: a firewall or a VPN that is down may stand between, or `timeouts` are too short":
            "không ai trả lời kịp: có thể do tường lửa chặn, VPN chưa bật, hoặc `timeouts` quá ngắn",
        "the line or the server is weak; try again later": "đường truyền hoặc máy chủ yếu; hãy thử lại sau",
        "is the address right? the server sends whoever asks elsewhere":
            "địa chỉ có đúng không? máy chủ chuyển người hỏi sang nơi khác",
        "ask for smaller pages, or raise `max_size`": "hỏi trang nhỏ hơn, hoặc tăng `max_size`",
        "is the path of the address right?": "đường dẫn trong địa chỉ có đúng không?",
        "does the server want other parameters, or another `kind`?":
            "máy chủ có đòi tham số khác, hoặc `kind` khác không?",
        "the proxy wants to know who asks; name its user and password":
            "máy chủ trung gian đòi xác thực; hãy khai báo tài khoản và mật khẩu của nó",
        "the server wants to be asked more slowly; see `pace`": "máy chủ muốn được hỏi chậm hơn; xem `pace`",
        "the server has a trouble of its own; try again later, or tell its operator":
            "máy chủ đang có sự cố; hãy thử lại sau hoặc báo đơn vị vận hành",
        "the system does not know the dossier that was looked up": "hệ thống không có hồ sơ được tra",
        "{} of {} records were received outside the days that were asked for":
            "{} trên {} bản ghi tiếp nhận ngoài những ngày đã hỏi",
        "does the system heed the filter? are its days written as it wants them?":
            "hệ thống có áp dụng bộ lọc không? ngày có viết đúng dạng hệ thống cần không?",
        "is this the address of the list, and `{}` the mapping of this system?":
            "đây có phải là địa chỉ của danh sách, và `{}` có phải là ánh xạ của hệ thống này không?",
        "{} records read, all of them mapped": "đọc {} bản ghi, ánh xạ được tất cả",
        "{} records read, {} of them set aside": "đọc {} bản ghi, trong đó {} bị cách ly",
        "the page holds no record": "trang không có bản ghi nào",
        "has the system records of these days?": "hệ thống có hồ sơ của những ngày này không?",
        "`doisoat mappings unmapped` lists the codes with lines ready to paste":
            "`doisoat mappings unmapped` liệt kê các mã kèm dòng để dán",
        "does the mapping `{}` fit this system?": "ánh xạ `{}` có hợp với hệ thống này không?",
        "the server does not say what time it is": "máy chủ không cho biết giờ",
        "{} s apart": "lệch {} giây",
        "the clock of the server is {} s ahead of this machine's": "đồng hồ máy chủ nhanh hơn máy này {} giây",
        "the clock of the server is {} s behind this machine's": "đồng hồ máy chủ chậm hơn máy này {} giây",
        "set both by a time server; logins and windows depend on it":
            "đồng bộ cả hai với máy chủ thời gian; đăng nhập và khoảng ngày phụ thuộc vào đó",
    ]
}
