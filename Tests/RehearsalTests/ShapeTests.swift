import Foundation
import Rehearsal
import Testing

/// Every kind answers with the members that its documented sample has, and in its documented way.
struct ShapeTests {
    /// The paths of all members of a JSON value, `[]` for the elements of a list.
    private func paths(_ value: Any, _ prefix: String = "") -> Set<String> {
        switch value {
        case let object as [String: Any]:
            object.reduce(into: []) { $0.formUnion(paths($1.value, prefix + "." + $1.key)) }
        case let list as [Any]: list.reduce(into: [prefix + "[]"]) { $0.formUnion(paths($1, prefix + "[]")) }
        default: [prefix]
        }
    }

    private func sample(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(filePath: "\(Checkout.root)/\(path)")))
    }

    private func ask(_ served: Served, _ kind: SourceKind, _ query: String, _ headers: [String]) throws -> WireAnswer {
        try WireAnswer(try served.url(kind.rawValue) + query, headers: headers)
    }

    private func openCPS(_ served: Served, _ query: String) throws -> WireAnswer {
        try ask(
            served,
            .opencps,
            query,
            ["Authorization: Bearer \(try served.secret("opencps.token"))", "groupId: 55301"]
        )
    }

    @Test func openCPSListsAsItsSample() async throws {
        try await Served.run([.opencps], records: 60) { served in
            let seen = paths(try openCPS(served, "?start=0&end=60").json)
            let known = paths(try sample("mappings/opencps/cases/ten-dossiers/input.json"))
            #expect(seen.isSubset(of: known), "\(seen.subtracting(known))")
            #expect(
                seen.isSuperset(of: [".total", ".data[].dossierNo", ".data[].modifiedDate", ".data[].originDossierNo"])
            )
        }
    }

    @Test func openCPSHasItsHabits() async throws {
        try await Served.run([.opencps], records: 60) { served in
            let one = try openCPS(served, "?start=3&end=4").json
            #expect(paths(one).isSubset(of: paths(try sample("mappings/opencps/cases/single-object/input.json"))))
            #expect(one["data"] is [String: Any])
            #expect((try openCPS(served, "?start=0").json["data"] as? [Any])?.count == 10)
            #expect((try openCPS(served, "?start=7&end=0").json["data"] as? [Any])?.count == 10)
            let total = try #require(try openCPS(served, "").json["total"] as? Int)
            #expect(try openCPS(served, "?start=\(total)&end=\(total + 9)").body == "{\"total\":\(total)}")
            let june = "&fromReceiveDate=1/6/2023&toReceiveDate=30/06/2023"
            let part = try #require(try openCPS(served, "?start=0&end=5" + june).json["total"] as? Int)
            #expect(0 < part && part < total)
            let iso = try openCPS(served, "?start=0&end=5&fromReceiveDate=2023-06-01&toReceiveDate=2023-06-30").json
            #expect(iso["total"] as? Int == total)
            let noGroup = try ask(served, .opencps, "", ["Authorization: Bearer \(try served.secret("opencps.token"))"])
            #expect(noGroup.status == 200)
            #expect(noGroup.json["status"] as? Int == 500)
        }
    }

    @Test func openCPSSortsByChange() async throws {
        try await Served.run([.opencps], records: 60) { served in
            func changes(_ order: String) throws -> [String] {
                let rows =
                    try openCPS(served, "?start=0&end=90&sort=modifiedDate&order=\(order)").json["data"]
                    as? [[String: Any]]
                return (rows ?? []).compactMap { row in
                    (row["modifiedDate"] as? String).map { text in
                        let parts = text.split { "/ ".contains($0) }
                        return [parts[2], parts[1], parts[0], parts[3]].joined(separator: " ")
                    }
                }
            }
            let rising = try changes("asc")
            #expect(rising.count > 50)
            #expect(rising == rising.sorted())
            #expect(try changes("desc") == rising.sorted(by: >))
        }
    }

    @Test func iGateListsAsItsSamples() async throws {
        try await Served.run([.igate], records: 60) { served in
            let secret = Data("doisoat:\(try served.secret("igate.secret"))".utf8).base64EncodedString()
            let token = try WireAnswer(
                try served.origin("igate") + "/auth/realms/digo/protocol/openid-connect/token",
                headers: ["Authorization: Basic \(secret)"],
                body: "grant_type=client_credentials"
            ).json
            #expect(paths(token) == paths(try sample("Tests/RehearsalTests/Samples/igate-token.json")))
            let proof = ["Authorization: Bearer \(token["access_token"] as? String ?? "")"]
            for form in ["page", "slice"] {
                let seen = paths(try ask(served, .igate, "?page=0&size=50&spec=\(form)", proof).json)
                let known = paths(try sample("mappings/igate/cases/\(form)/input.json"))
                #expect(seen.isSubset(of: known), "\(seen.subtracting(known))")
                #expect(seen.contains(".totalElements") == (form == "page"))
                #expect(seen.isSuperset(of: [".last", ".content[].code", ".content[].dossierStatus.id"]))
            }
            let last = try ask(served, .igate, "?page=1&size=50", proof).json
            #expect(last["last"] as? Bool == true)
            let none = try ask(served, .igate, "?page=9&size=50", proof).json
            #expect(none["empty"] as? Bool == true)
            #expect((none["content"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func theSessionListsAsItsSample() async throws {
        try await Served.run([.gplx], records: 900) { served in
            let session = try Session(served, "dvcqg-gplx")
            let list = try session.list("2023-03-01", "2023-03-03")
            #expect(paths(list) == paths(try sample("mappings/dvcqg-gplx/cases/ten-dossiers/input.json")))
            #expect(try session.list("2023-03-01", "2023-03-04")["error_code"] as? String == "-1")
            #expect(try session.list("1/3/2023", "3/3/2023")["error_code"] as? String == "-1")
            let rows = try #require(list["data"] as? [[String: Any]])
            let code = try #require(rows.first?["MaHoSo"] as? String)
            let found = try session.call("TraCuuHoSo", "\"madonvi\":\"H23.23\",\"mahoso\":\"\(code)\"").json
            #expect((found["data"] as? [[String: Any]])?.first?["MaHoSo"] as? String == code)
            let none = try session.call("TraCuuHoSo", "\"madonvi\":\"H23.23\",\"mahoso\":\"X\"").json
            #expect((none["data"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func thePortalListsNationalRecords() async throws {
        try await Served.run([.opencps], records: 900) { served in
            let seen = paths(try Session(served, "portal").list("2023-03-01", "2023-03-03"))
            let known = paths(try sample("mappings/dvcqg/cases/ten-dossiers/input.json"))
            #expect(seen.isSubset(of: known), "\(seen.subtracting(known))")
            #expect(seen.isSuperset(of: [".error_code", ".data[].MaHoSo", ".data[].TrangThaiHoSo"]))
        }
    }

    @Test func theProvincePortalListsAsItsSample() async throws {
        try await Served.run([.provincePortal], records: 60) { served in
            let proof = ["Authorization: Bearer \(try served.secret("province-portal.token"))"]
            let page = try ask(served, .provincePortal, "?PageNumber=2&PageSize=25", proof).json
            let seen = paths(page)
            let known = paths(try sample("mappings/province-portal/cases/ten-dossiers/input.json"))
            #expect(seen.isSubset(of: known), "\(seen.subtracting(known))")
            #expect(page["hasPreviousPage"] as? Bool == true)
            #expect(page["currentPage"] as? Int == 2)
            let wrong = try ask(served, .provincePortal, "?TiepNhanFrom=31/12/2023", proof)
            #expect(wrong.status == 500)
            #expect(wrong.body.contains("FormatException"))
        }
    }

    @Test func theTransportMinistryListsAsItsSample() async throws {
        try await Served.run([.bgtvt], records: 60) { served in
            let token = "Authorization: Bearer \(try served.secret("bgtvt.token"))"
            let key = "ApiKey: \(try served.secret("bgtvt.key"))"
            let whole = try ask(served, .bgtvt, "?Start=-1&End=-1", [token, key, "MaDonVi: H23.23.01"]).json
            #expect(paths(whole) == paths(try sample("mappings/dvcqg-bgtvt/cases/ten-dossiers/input.json")))
            #expect((whole["data"] as? [Any])?.count == whole["total"] as? Int)
            let failures = [
                ([token, key], "-300"), ([token, "MaDonVi: H23.23.01"], "-301"),
                ([token, "ApiKey: x", "MaDonVi: H23.23.01"], "-302"), ([token, key, "MaDonVi: H23.99"], "-303"),
            ]
            for (headers, code) in failures {
                #expect(try ask(served, .bgtvt, "?Start=-1&End=-1", headers).json["error_code"] as? String == code)
            }
        }
    }

    @Test func businessRegistrationKeepsItsWindow() async throws {
        try await Served.run([.businessRegistration], records: 900) { served in
            let keys = """
                {"AccessKey":"\(try served.secret("business-registration.access-key"))",\
                "SecretKey":"\(try served.secret("business-registration.secret-key"))","AppName":"doisoat"}
                """
            let token = try WireAnswer(
                try served.origin("business-registration") + "/token",
                headers: ["lgspaccesstoken: \(Data(keys.utf8).base64EncodedString())"],
                body: "grant_type=client_credentials"
            ).json
            let proof = ["Authorization: Bearer \(token["access_token"] as? String ?? "")"]
            func list(_ query: String) throws -> [String: Any] {
                try ask(served, .businessRegistration, query, proof).json
            }
            let five = try list("?from_date=01/03/2023&to_date=05/03/2023&offset=0&limit=4")
            #expect(five["Status"] as? Int == 1)
            let record = [".IN_JOURNAL_NO", ".RECEIPT_DATE", ".PLAN_DATE", ".PROCESS_STATUS"].map { ".Data[]" + $0 }
            #expect(paths(five) == Set(record + [".Status", ".Message", ".DataCount", ".Data[]"]))
            #expect((five["Data"] as? [Any])?.count == 4)
            #expect(five["DataCount"] as? Int ?? 0 > 8)
            let six = try list("?from_date=01/03/2023&to_date=06/03/2023&offset=0&limit=4")
            #expect(six["Status"] as? Int == 0)
            #expect(six["Data"] == nil)
        }
    }
}
