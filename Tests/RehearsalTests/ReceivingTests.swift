import Foundation
import Rehearsal
import Testing

/// The receiving side of the province.
struct ReceivingTests {
    private func run(_ faults: String = "", _ body: (Served) throws -> Void) async throws {
        try await Served.run([.opencps], records: 60) {
            $0.faults.orders = try FaultOrder.list(faults)
        } _: {
            try body($0)
        }
    }

    private func record(_ code: String, _ status: Int) -> String {
        """
        {"MaHoSo":"\(code)","MaTTHC":"1.001193","DonViXuLy":"UBND xã Mẫu 1","ChuHoSo":"Trần Thị Mẫu B",\
        "NgayTiepNhan":"20230501081000","TrangThaiHoSo":"\(status)"}
        """
    }

    private func send(_ session: Session, _ record: String, isUpdate: Bool) throws -> [String: Any] {
        try session.call(
            "DongBoHoSoMC",
            "\"madonvi\":\"H23\",\"isUpdating\":\"\(isUpdate ? "True" : "False")\",\"data\":[\(record)]"
        ).json
    }

    private func status(_ session: Session, _ code: String) throws -> String? {
        let found = try session.call("TraCuuHoSo", "\"madonvi\":\"H23\",\"mahoso\":\"\(code)\"").json
        return (found["result"] as? [[String: Any]])?.first?["TRANGTHAIHOSO"] as? String
    }

    private let code = "000.23.01.H23-230501-9001"

    @Test func whatIsCreatedIsFoundAndListed() async throws {
        try await run { served in
            let session = try Session(served, "portal")
            #expect(try status(session, code) == nil)
            let answer = try send(session, record(code, 2), isUpdate: false)
            #expect(answer["error_code"] as? String == "0")
            #expect((answer["message"] as? String)?.contains("thành công") == true)
            #expect(try status(session, " " + code.lowercased()) == "2")
            let listed = try session.list("2023-05-01", "2023-05-03")["data"] as? [[String: Any]] ?? []
            #expect(listed.contains { $0["MaHoSo"] as? String == code && $0["ChuHoSo"] as? String == "Trần Thị Mẫu B" })
            let lines = try served.text("served/received.ndjson").split(separator: "\n")
            #expect(lines.count == 1)
            #expect(lines[0].contains("\"service\":\"create\"") && lines[0].contains("\"error_code\":\"0\""))
            #expect(try served.log()["documents"] as? Int == 1)
        }
    }

    @Test func aSecondCreateIsRefused() async throws {
        try await run { served in
            let session = try Session(served, "portal")
            _ = try send(session, record(code, 2), isUpdate: false)
            let answer = try send(session, record(code, 4), isUpdate: false)
            #expect(answer["error_code"] as? String == "3")
            #expect((answer["message"] as? String)?.contains("đã tồn tại") == true)
            #expect(try status(session, code) == "2")
        }
    }

    @Test func aDossierOfTheWorldExistsToo() async throws {
        try await run { served in
            let session = try Session(served, "portal")
            let row = try #require(
                (try session.list("2023-12-27", "2023-12-29")["data"] as? [[String: Any]])?.first {
                    $0["TrangThaiHoSo"] as? String == "4"
                }
            )
            let known = try #require(row["MaHoSo"] as? String)
            #expect(try send(session, record(known, 9), isUpdate: false)["error_code"] as? String == "3")
            #expect(try send(session, record(known, 9), isUpdate: true)["error_code"] as? String == "0")
            let rows = try session.list("2023-12-27", "2023-12-29")["data"] as? [[String: Any]] ?? []
            #expect(
                rows.filter {
                    ($0["MaHoSo"] as? String)?.trimmingCharacters(in: .whitespaces)
                        == known.trimmingCharacters(in: .whitespaces)
                }.map { $0["TrangThaiHoSo"] as? String } == ["9"]
            )
        }
    }

    @Test func statusesGoForwardOnly() async throws {
        try await run { served in
            let session = try Session(served, "portal")
            #expect(
                (try send(session, record(code, 4), isUpdate: true)["message"] as? String)?.contains("không tồn tại")
                    == true
            )
            _ = try send(session, record(code, 2), isUpdate: false)
            #expect(try send(session, record(code, 9), isUpdate: true)["error_code"] as? String == "0")
            let back = try send(session, record(code, 4), isUpdate: true)
            #expect(back["error_code"] as? String == "-1")
            #expect((back["message"] as? String)?.contains("không thể cập nhật lên trạng thái") == true)
            #expect(try send(session, record(code, 9), isUpdate: true)["error_code"] as? String == "0")
            #expect(try send(session, record(code, 8), isUpdate: true)["error_code"] as? String == "-1")
            #expect(try status(session, code) == "9")
        }
    }

    @Test func stepsMoveTheStatus() async throws {
        try await run { served in
            let session = try Session(served, "portal")
            func steps(_ statuses: [Int]) throws -> [String: Any] {
                let data = statuses.map {
                    "{\"MaHoSo\":\"\(code)\",\"NguoiXuLy\":\"Cán bộ Mẫu\",\"TrangThai\":\"\($0)\"}"
                }
                return try session.call(
                    "CapNhatTienDoHoSoMC",
                    "\"madonvi\":\"H23\",\"data\":[\(data.joined(separator: ","))]"
                ).json
            }
            #expect(try steps([4])["error_code"] as? String == "-1")
            _ = try send(session, record(code, 2), isUpdate: false)
            #expect(try steps([4, 9])["error_code"] as? String == "0")
            #expect(try status(session, code) == "9")
            #expect(try steps([10, 4])["error_code"] as? String == "-1")
            #expect(try status(session, code) == "9", "a document is taken as a whole or not at all")
        }
    }

    @Test func aDocumentIsTakenAsAWholeOrNotAtAll() async throws {
        try await run { served in
            let session = try Session(served, "portal")
            let other = "000.23.01.H23-230501-9002"
            let answer = try send(session, record(code, 2) + "," + record(other, 99), isUpdate: false)
            #expect(answer["error_code"] as? String == "-1")
            #expect(try status(session, code) == nil)
        }
    }

    @Test(arguments: ["MaHoSo", "MaTTHC", "DonViXuLy", "TrangThaiHoSo"])
    func aMissingFieldIsNamed(field: String) async throws {
        try await run { served in
            let broken = record(code, 2).replacing("\"\(field)\":", with: "\"x\":")
            let answer = try send(try Session(served, "portal"), broken, isUpdate: false)
            #expect(answer["message"] as? String == "Dữ liệu không hợp lệ: \(field)")
        }
    }

    @Test func aReplyThatIsLostWasTaken() async throws {
        try await run("portal:1=accept-then-lose") { served in
            let session = try Session(served, "portal")
            let answer = try session.call(
                "DongBoHoSoMC",
                "\"madonvi\":\"H23\",\"isUpdating\":\"False\",\"data\":[\(record(code, 2))]"
            )
            #expect(answer.ending == "reset")
            #expect(try status(session, code) == "2")
            #expect(try send(session, record(code, 2), isUpdate: false)["error_code"] as? String == "3")
        }
    }

    @Test func aRequestThatIsResetWasNotTaken() async throws {
        try await run("portal:1=reset") { served in
            let session = try Session(served, "portal")
            let answer = try session.call(
                "DongBoHoSoMC",
                "\"madonvi\":\"H23\",\"isUpdating\":\"False\",\"data\":[\(record(code, 2))]"
            )
            #expect(answer.ending == "reset")
            #expect(try status(session, code) == nil)
        }
    }

    @Test func anExpiredSessionTakesNothing() async throws {
        try await run("portal:1=expire") { served in
            let session = try Session(served, "portal")
            #expect(try send(session, record(code, 2), isUpdate: false)["message"] as? String == "Hết phiên đăng nhập")
            #expect(try status(try Session(served, "portal"), code) == nil)
        }
    }

    @Test func theGatewaysTakeTheSame() async throws {
        try await run { served in
            let origin = try served.origin("portal")
            func post(_ path: String, _ body: String) throws -> WireAnswer { try WireAnswer(origin + path, body: body) }
            let gateway = "/KetNoiMotCuaQuocGia"
            #expect(try post(gateway + "/ThemMoi", "[\(record(code, 2))]").json["error_code"] as? String == "0")
            #expect(
                (try post(gateway + "/ThemMoi", "[\(record(code, 2))]").json["message"] as? String)?.contains(
                    "đã tồn tại"
                ) == true
            )
            #expect(try post(gateway + "/CapNhat", "[\(record(code, 4))]").json["error_code"] as? String == "0")
            let steps = "[{\"MaHoSo\":\"\(code)\",\"TrangThai\":\"9\"}]"
            #expect(try post(gateway + "/CapNhatTienDo", steps).body.contains("thành công"))
            let query = "/api/SynsTTHCC/DongBoHoSoMC?MaDinhDanhDV=000.00.00.H23&isUpdating="
            #expect(try post(query + "True", "[\(record(code, 10))]").json["error_code"] as? String == "0")
            #expect(try post(query + "False", "[\(record(code, 10))]").json["error_code"] as? String == "3")
            #expect(try post(query + "False", "no list").json["error_code"] as? String == "-1")
            #expect(try status(try Session(served, "portal"), code) == "10")
        }
    }

    private func sample(_ path: String) throws -> [String: Any] {
        let bytes = try Data(contentsOf: URL(filePath: "\(Checkout.root)/\(path)"))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private func text(_ value: Any?) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: try #require(value)), as: UTF8.self)
    }

    @Test func theDocumentedDocumentsAreTaken() async throws {
        try await run { served in
            let session = try Session(served, "portal")
            let records = try sample("mappings/dvcqg/cases/ten-dossiers/input.json")["data"] as? [[String: Any]] ?? []
            #expect(records.count == 10)
            let fresh = records.map { $0.merging(["TrangThaiHoSo": "1"]) { $1 } }
            let created = "\"madonvi\":\"H23\",\"isUpdating\":\"False\",\"data\":\(try text(fresh))"
            #expect(try session.call("DongBoHoSoMC", created).json["error_code"] as? String == "0")
            let steps = try sample("Tests/RehearsalTests/Samples/steps.json")
            let moved = "\"madonvi\":\"H23\",\"data\":\(try text(steps["data"]))"
            #expect(try session.call("CapNhatTienDoHoSoMC", moved).json["error_code"] as? String == "0")
            for record in records {
                #expect(try status(session, record["MaHoSo"] as? String ?? "") == record["TrangThaiHoSo"] as? String)
            }
        }
    }

    @Test func loginsAndQueriesAnswerAsTheirSamples() async throws {
        try await run { served in
            let login = try WireAnswer(
                try served.url("portal").replacing("/mapi/g", with: "/mapi/login"),
                body: "{\"username\":\"tichhop.h23\",\"password\":\"\(try served.secret("portal.password"))\"}"
            ).json
            #expect(Set(try sample("Tests/RehearsalTests/Samples/login.json").keys).isSubset(of: login.keys))
            let session = try Session(served, "portal")
            _ = try send(session, record(code, 2), isUpdate: false)
            let found = try session.call("TraCuuHoSo", "\"madonvi\":\"H23\",\"mahoso\":\"\(code)\"").json
            let known = try sample("Tests/RehearsalTests/Samples/found.json")
            #expect(Set(known.keys).isSubset(of: found.keys))
            let item = (found["result"] as? [[String: Any]])?.first
            #expect(item?["MAHOSO"] as? String == code)
        }
    }
}
