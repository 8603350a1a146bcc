import Feeds
import LoopbackServer

extension Family {
    /// Every family that asks for lists, each over a window of four days where it is asked by days.
    static let all = [opencps, igate, provincePortal, session, transportMinistry, businessRegistration, described]

    static let bearer = "auth: { bearer: { env: TOKEN } }"

    /// Pages of two rows over slices of three days.
    static let opencps = Family(
        testDescription: "opencps",
        fetch: "kind: opencps, url: AT/o/rest/v2/dossiers, group: 55301, page: 2, window_days: 3, \(bearer)",
        path: "/o/rest/v2/dossiers",
        surveyor: JSONSurveyor(list: "data", code: "dossierNo", received: "receiveDate", total: "total"),
        row: { #"{"dossierNo":"\#($0.code)","receiveDate":"0\#($0.day)/12/2023 08:00:00"}"# },
        answer: { rows, total, _ in
            switch rows.count {
            case 0: "{\"total\":\(total)}"
            case 1: "{\"total\":\(total),\"data\":\(rows[0])}"
            default: "{\"total\":\(total),\"data\":[\(rows.joined(separator: ","))]}"
            }
        },
        part: { call in
            let query = call.query
            guard let start = Int(query["start"] ?? ""), let end = Int(query["end"] ?? "") else { return AskedPart() }
            // Any other form of a day is an empty filter (protocol 2.3).
            let forms = [query["fromReceiveDate"], query["toReceiveDate"]].compactMap(\.self)
            guard forms.allSatisfy({ $0.contains("/") && !$0.hasPrefix("0") }) else {
                return AskedPart(rows: start..<end)
            }
            return AskedPart(rows: start..<end, days: HTTPCall.days(forms.first, forms.last, at: 0))
        },
        asked: [
            "GET /o/rest/v2/dossiers?start=0&end=2&fromReceiveDate=1%2F12%2F2023&toReceiveDate=3%2F12%2F2023",
            "GET /o/rest/v2/dossiers?start=2&end=4&fromReceiveDate=1%2F12%2F2023&toReceiveDate=3%2F12%2F2023",
            "GET /o/rest/v2/dossiers?start=0&end=2&fromReceiveDate=4%2F12%2F2023&toReceiveDate=4%2F12%2F2023",
        ],
        headers: ["groupid": "55301", "authorization": "Bearer s3cret-TOKEN", "accept": "application/json"]
    )

    static let igate = Family(
        testDescription: "igate",
        fetch: """
            kind: igate, url: AT/pa/dossier/search, page: 2, window_days: 3,
            auth: { oauth2: { url: AT/token, client: doisoat, secret: { env: CLIENT } } }
            """,
        path: "/pa/dossier/search",
        login: "/token",
        surveyor: JSONSurveyor(
            list: "content",
            code: "code",
            received: "acceptedDate",
            dayPlace: 2,
            total: "totalElements",
            end: ("last", "true")
        ),
        row: { #"{"code":"\#($0.code)","acceptedDate":"2023-12-0\#($0.day)T08:00:00.000+0700"}"# },
        answer: { rows, total, isLast in
            "{\"content\":[\(rows.joined(separator: ","))],\"totalElements\":\(total),\"last\":\(isLast)}"
        },
        part: { call in
            let query = call.query
            let (page, size) = (Int(query["page"] ?? "") ?? 0, Int(query["size"] ?? "") ?? 1)
            let days = HTTPCall.days(query["accepted-from"], query["accepted-to"], at: 2)
            return AskedPart(rows: page * size..<(page + 1) * size, days: days)
        },
        key: { $0.headers["authorization"].map { String($0.dropFirst("Bearer ".count)) } },
        asked: ["0", "1", "0"].enumerated().map { index, page in
            let days = index < 2 ? ("01", "03") : ("04", "04")
            return "GET /pa/dossier/search?page=\(page)&size=2&spec=page&sort=updatedDate%2Cdesc"
                + "&accepted-from=2023-12-\(days.0)T00%3A00%3A00.000%2B0700"
                + "&accepted-to=2023-12-\(days.1)T23%3A59%3A59.999%2B0700"
        }
    )

    static let provincePortal = Family(
        testDescription: "province-portal",
        fetch: "kind: province-portal, url: AT/api/v1/HoSos/Portal, page: 2, window_days: 3, \(bearer)",
        path: "/api/v1/HoSos/Portal",
        surveyor: JSONSurveyor(
            list: "data",
            code: "maHoSo",
            received: "ngayTiepNhan",
            dayPlace: 2,
            total: "totalCount",
            end: ("hasNextPage", "false")
        ),
        row: { #"{"maHoSo":"\#($0.code)","ngayTiepNhan":"2023-12-0\#($0.day)T08:00:00"}"# },
        answer: { rows, total, isLast in
            "{\"data\":[\(rows.joined(separator: ","))],\"totalCount\":\(total),\"hasNextPage\":\(!isLast)}"
        },
        part: { call in
            let query = call.query
            let (page, size) = (Int(query["PageNumber"] ?? "") ?? 1, Int(query["PageSize"] ?? "") ?? 10)
            let days = HTTPCall.days(query["TiepNhanFrom"], query["TiepNhanTo"], at: 2)
            return AskedPart(rows: (page - 1) * size..<page * size, days: days)
        },
        asked: [
            "GET /api/v1/HoSos/Portal?TiepNhanFrom=2023-12-01&TiepNhanTo=2023-12-03&PageNumber=1&PageSize=2",
            "GET /api/v1/HoSos/Portal?TiepNhanFrom=2023-12-01&TiepNhanTo=2023-12-03&PageNumber=2&PageSize=2",
            "GET /api/v1/HoSos/Portal?TiepNhanFrom=2023-12-04&TiepNhanTo=2023-12-04&PageNumber=1&PageSize=2",
        ],
        headers: ["authorization": "Bearer s3cret-TOKEN"]
    )

    static let session = Family(
        testDescription: "dvcqg-session",
        fetch: """
            kind: dvcqg-session, url: AT/mapi/g, unit: H23, window_days: 3,
            auth: { login: { user: doisoat, password: { env: PASSWORD } } }
            """,
        path: "/mapi/g",
        login: "/mapi/login",
        hasCode: true,
        surveyor: JSONSurveyor(list: "data", code: "MaHoSo", received: "NgayTiepNhan", success: ("error_code", "0")),
        row: { #"{"MaHoSo":"\#($0.code)","NgayTiepNhan":"0\#($0.day)/12/2023 08:00:00"}"# },
        answer: { rows, _, _ in "{\"error_code\":0,\"data\":[\(rows.joined(separator: ","))]}" },
        part: { AskedPart(days: HTTPCall.days($0.member("ngayNhan1"), $0.member("ngayNhan2"), at: 2)) },
        key: { $0.member("session") },
        asked: [
            #"POST /mapi/g {"session":"s3cret-key-1","service":"DanhSachHoSo","donViXuLy":"H23","#
                + #""ngayNhan1":"2023-12-01","ngayNhan2":"2023-12-03"}"#,
            #"POST /mapi/g {"session":"s3cret-key-1","service":"DanhSachHoSo","donViXuLy":"H23","#
                + #""ngayNhan1":"2023-12-04","ngayNhan2":"2023-12-04"}"#,
        ],
        headers: ["accept": "application/json", "content-type": "application/json; charset=utf-8"]
    )

    static let transportMinistry = Family(
        testDescription: "bgtvt",
        fetch: """
            kind: bgtvt, url: AT/apiGTVT/danhsachhoso, unit: H23, window_days: 3, api_key: { env: API }, \(bearer)
            """,
        path: "/apiGTVT/danhsachhoso",
        surveyor: JSONSurveyor(list: "data", code: "MaHoSo", received: "NgayTiepNhan", total: "total"),
        row: { #"{"MaHoSo":"\#($0.code)","NgayTiepNhan":"0\#($0.day)/12/2023 08:00:00"}"# },
        answer: { rows, total, _ in "{\"total\":\(total),\"data\":[\(rows.joined(separator: ","))]}" },
        part: { AskedPart(days: HTTPCall.days($0.query["ReceiveFromDate"], $0.query["ReceiveToDate"], at: 0)) },
        asked: [
            "GET /apiGTVT/danhsachhoso?Start=-1&End=-1&GovAgencyCode=&APIKey="
                + "&ReceiveFromDate=01%2F12%2F2023&ReceiveToDate=03%2F12%2F2023",
            "GET /apiGTVT/danhsachhoso?Start=-1&End=-1&GovAgencyCode=&APIKey="
                + "&ReceiveFromDate=04%2F12%2F2023&ReceiveToDate=04%2F12%2F2023",
        ],
        headers: ["authorization": "Bearer s3cret-TOKEN", "madonvi": "H23", "apikey": "s3cret-API"]
    )

    static let businessRegistration = Family(
        testDescription: "business-registration",
        fetch: "kind: business-registration, url: AT/apiCSDLDKDN/danhSachHoSo, page: 2, window_days: 3, \(bearer)",
        path: "/apiCSDLDKDN/danhSachHoSo",
        hasCode: true,
        tellsEnd: false,
        surveyor: JSONSurveyor(list: "Data", code: "IN_JOURNAL_NO", received: "RECEIPT_DATE", success: ("Status", "1")),
        row: { #"{"IN_JOURNAL_NO":"\#($0.code)","RECEIPT_DATE":"0\#($0.day)/12/2023"}"# },
        answer: { rows, _, _ in
            "{\"Status\":1,\"DataCount\":\(rows.count),\"Data\":[\(rows.joined(separator: ","))]}"
        },
        part: { call in
            let query = call.query
            let (offset, limit) = (Int(query["offset"] ?? "") ?? 0, Int(query["limit"] ?? "") ?? 1)
            let days = HTTPCall.days(query["from_date"], query["to_date"], at: 0)
            return AskedPart(rows: offset..<offset + limit, days: days)
        },
        asked: [(0, "01", "03"), (2, "01", "03"), (4, "01", "03"), (0, "04", "04"), (2, "04", "04")].map {
            "GET /apiCSDLDKDN/danhSachHoSo?from_date=\($1)%2F12%2F2023&to_date=\($2)%2F12%2F2023&offset=\($0)&limit=2"
        },
        headers: ["authorization": "Bearer s3cret-TOKEN"]
    )

    static let described = Family(
        testDescription: "http",
        fetch: """
            kind: http, url: AT/list, page: { parameter: p, size_parameter: s, size: 2 }, window_days: 3, body: form,
            parameters: { unit: H23, key: { env: KEY }, from: { first_day: yyyyMMdd }, to: { last_day: yyyyMMdd } },
            headers: { X-From: doisoat }, auth: { header: { name: X-Api-Key, value: { env: TOKEN } } }
            """,
        path: "/list",
        surveyor: JSONSurveyor(list: "rows", code: "code", received: "day", total: "count"),
        row: { #"{"code":"\#($0.code)","day":\#($0.day)}"# },
        answer: { rows, total, _ in "{\"count\":\(total),\"rows\":[\(rows.joined(separator: ","))]}" },
        part: { call in
            let form = Dictionary(
                call.text.split(separator: "&").map { pair in
                    let parts = pair.split(separator: "=")
                    return (String(parts[0]), String(parts[1]))
                },
                uniquingKeysWith: { first, _ in first }
            )
            let page = Int(form["p"] ?? "") ?? 1
            let first = Int((form["from"] ?? "").suffix(2)) ?? 1
            let last = Int((form["to"] ?? "").suffix(2)) ?? 31
            return AskedPart(rows: (page - 1) * 2..<page * 2, days: first...last)
        },
        asked: [
            "POST /list unit=H23&key=s3cret-KEY&from=20231201&to=20231203&p=1&s=2",
            "POST /list unit=H23&key=s3cret-KEY&from=20231201&to=20231203&p=2&s=2",
            "POST /list unit=H23&key=s3cret-KEY&from=20231204&to=20231204&p=1&s=2",
        ],
        headers: [
            "x-from": "doisoat", "x-api-key": "s3cret-TOKEN", "content-type": "application/x-www-form-urlencoded",
        ]
    )
}
