import Foundation
import Rehearsal
import Testing

struct SOAPShapeTests {
    private func elements(_ text: String) -> Set<Substring> {
        Set(
            text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").matches(of: /<([A-Za-z][A-Za-z0-9_:-]*)/)
                .map(\.1)
        )
    }

    private func file(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: "\(Checkout.root)/\(path)"), encoding: .utf8)
    }

    private func call(_ served: Served, _ operation: String, _ parameters: [String: String]) throws -> WireAnswer {
        let inner = parameters.map { "<\($0.key) xsi:type=\"xsd:string\">\($0.value)</\($0.key)>" }.joined()
        let body =
            "<SOAP-ENV:Envelope><SOAP-ENV:Body><ns1:\(operation)>\(inner)</ns1:\(operation)></SOAP-ENV:Body></SOAP-ENV:Envelope>"
        return try WireAnswer(try served.url("soap-danang"), headers: ["Content-Type: text/xml"], body: body)
    }

    @Test func aDossierIsToldAsInTheSample() async throws {
        try await Served.run([.danang], records: 30) { served in
            let password = try served.secret("soap-danang.password")
            let code = try #require(try served.text("served/soap-danang.codes").split(separator: "\n").first)
            let request = try file("Tests/RehearsalTests/Samples/danang-request.xml")
                .replacing("***", with: password).replacing("000.23.18.H23-231215-0012", with: code)
            let answer = try WireAnswer(try served.url("soap-danang"), body: request)
            #expect(elements(answer.body) == elements(try file("mappings/soap-danang/cases/returned/input.xml")))
            #expect(answer.body.contains(Data(code.utf8).base64EncodedString()) == true)
            let unknown = try call(
                served,
                "selecttrangthai",
                ["username": "qlvbdh", "password": password, "masohoso": "X"]
            )
            #expect(elements(unknown.body).contains("HOSO"))
            #expect(!unknown.body.contains("MQ=="))
        }
    }

    @Test func anInboxIsHandedOutOnce() async throws {
        try await Served.run([.danang], records: 30) { served in
            let login = ["username": "qlvbdh", "password": try served.secret("soap-danang.password")]
            let first = try call(served, "gethoso", login).body
            #expect(elements(first) == elements(try file("Tests/RehearsalTests/Samples/danang-inbox.xml")))
            #expect(first.contains("SOURCEXML"))
            #expect(try !call(served, "gethoso", login).body.contains("SOURCEXML"))
        }
    }

    @Test func aWrongPasswordAndAnUnknownOperation() async throws {
        try await Served.run([.danang, .epar], records: 30) { served in
            let login = ["username": "qlvbdh", "password": "x"]
            #expect(try call(served, "inserttrangthai", login).body.contains(">-1</sid>"))
            #expect(try call(served, "selecttrangthai", login).body.contains("<sid xsi:type=\"xsd:string\"></sid>"))
            let fault = try call(served, "selectTrangThai2", [:])
            #expect(fault.status == 500)
            #expect(elements(fault.body) == elements(try file("Tests/RehearsalTests/Samples/fault.xml")))
            #expect(try WireAnswer(try served.url("soap-epar"), body: "<a/>").status == 500)
        }
    }
}
