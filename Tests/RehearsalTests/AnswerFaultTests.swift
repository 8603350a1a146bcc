import Foundation
import Rehearsal
import Testing

/// Faults that each kind answers in its own words.
struct AnswerFaultTests {
    private func run(_ kind: SourceKind, _ faults: String, _ body: (Served) throws -> Void) async throws {
        try await Served.run([kind], records: 30) {
            $0.faults.orders = try FaultOrder.list(faults)
        } _: {
            try body($0)
        }
    }

    private func token(_ served: Served) throws -> WireAnswer {
        let secret = Data("doisoat:\(try served.secret("igate.secret"))".utf8).base64EncodedString()
        return try WireAnswer(
            try served.origin("igate") + "/auth/realms/digo/protocol/openid-connect/token",
            headers: ["Authorization: Basic \(secret)", "Content-Type: application/x-www-form-urlencoded"],
            body: "grant_type=client_credentials"
        )
    }

    @Test func anExpiredTokenIsRefusedUntilThereIsANewOne() async throws {
        try await run(.igate, "igate:2=expire") { served in
            let first = try #require(try token(served).json["access_token"] as? String)
            func page(_ token: String) throws -> WireAnswer {
                try WireAnswer(try served.url("igate"), headers: ["Authorization: Bearer \(token)"])
            }
            #expect(try page(first).status == 200)
            let refused = try page(first)
            #expect(refused.status == 401)
            #expect(refused.json["error"] as? String == "invalid_token")
            #expect(try page(first).status == 401)
            let second = try #require(try token(served).json["access_token"] as? String)
            #expect(second != first)
            #expect(try page(second).status == 200)
        }
    }

    @Test func aTokenEndsByItself() async throws {
        try await Served.run([.igate], records: 5) {
            $0.ticketSeconds = 0
        } _: { served in
            let answer = try token(served)
            #expect(answer.json["expires_in"] as? Int == 0)
            let ticket = try #require(answer.json["access_token"] as? String)
            #expect(try WireAnswer(try served.url("igate"), headers: ["Authorization: Bearer \(ticket)"]).status == 401)
        }
    }

    @Test func aLoginCanFail() async throws {
        try await run(.igate, "igate:login=500") { served in
            let answer = try token(served)
            #expect(answer.status == 500)
        }
    }

    @Test func anExpiredSessionIsToldInTheBody() async throws {
        try await run(.gplx, "dvcqg-gplx:2=expire") { served in
            let session = try Session(served, "dvcqg-gplx")
            #expect(try session.list("2023-01-04", "2023-01-06")["error_code"] as? String == "0")
            for _ in 0..<2 {
                let refused = try session.list("2023-01-04", "2023-01-06")
                #expect(refused["error_code"] as? String == "-1")
                #expect(refused["message"] as? String == "Hết phiên đăng nhập")
            }
            #expect(try Session(served, "dvcqg-gplx").list("2023-01-04", "2023-01-06")["error_code"] as? String == "0")
        }
    }

    @Test(arguments: [
        (SourceKind.opencps, "\"status\":500"), (.igate, "\"status\":500"), (.gplx, "\"error_code\":\"-1\""),
        (.bgtvt, "\"error_code\":\"-304\""), (.epar, "SOAP-ENV:Fault"), (.businessRegistration, "\"Status\":0"),
        (.provincePortal, "System.NullReferenceException"), (.jsonCursor, "\"error\""), (.danang, "SOAP-ENV:Fault"),
    ])
    func anErrorWithStatus200IsInTheWordsOfTheKind(kind: SourceKind, words: String) async throws {
        try await run(kind, "*:*=error-200") { served in
            let answer = try WireAnswer(try served.url(kind.rawValue))
            #expect(answer.status == 200)
            #expect(answer.body.contains(words))
        }
    }

    @Test func aWrongProofIsRefusedInTheWayOfEachKind() async throws {
        let kinds: [SourceKind] = [
            .opencps, .igate, .provincePortal, .bgtvt, .businessRegistration, .jsonPage, .csvPage, .drop,
        ]
        try await Served.run(kinds, records: 20) { served in
            for kind in kinds {
                let url = try served.url(kind.rawValue).replacing("*.csv", with: "")
                #expect(try WireAnswer(url, headers: ["Authorization: Bearer nobody"]).status == 401, "\(kind)")
            }
        }
    }
}

/// A session at an adapter.
struct Session {
    private let url: String
    private let id: String

    init(_ served: Served, _ source: String) throws {
        url = try served.url(source)
        let login = try WireAnswer(
            url.replacing("/mapi/g", with: "/mapi/login"),
            body: "{\"username\":\"tichhop.h23\",\"password\":\"\(try served.secret("\(source).password"))\"}"
        )
        id = try #require(login.json["session"] as? String, "\(login.body)")
    }

    /// Calls a function; `rest` is what follows the session, as JSON members.
    func call(_ service: String, _ rest: String) throws -> WireAnswer {
        try WireAnswer(url, body: "{\"session\":\"\(id)\",\"service\":\"\(service)\",\(rest)}")
    }

    func list(_ first: String, _ last: String) throws -> [String: Any] {
        try call(
            "DanhSachHoSo",
            "\"donViXuLy\":\"H23.23\",\"ngayNhan1\":\"\(first)\",\"ngayNhan2\":\"\(last)\""
        ).json
    }
}
