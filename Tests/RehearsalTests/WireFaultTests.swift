import Foundation
import Rehearsal
import Testing

struct WireFaultTests {
    /// Asks OpenCPS for its first page after ordering `faults`.
    private func ask(_ faults: String, seconds: Double = 20, _ check: (WireAnswer, Served) throws -> Void) async throws
    {
        try await Served.run([.opencps], records: 40) {
            $0.faults.orders = try FaultOrder.list(faults)
        } _: { served in
            try check(try page(served, seconds: seconds), served)
        }
    }

    private func page(_ served: Served, start: Int = 0, seconds: Double = 20) throws -> WireAnswer {
        try WireAnswer(
            try served.url("opencps") + "?start=\(start)&end=\(start + 10)&sort=createDate&order=asc",
            headers: ["Authorization: Bearer \(try served.secret("opencps.token"))", "groupId: 55301"],
            seconds: seconds
        )
    }

    @Test func withoutAFaultTheAnswerIsWhole() async throws {
        try await ask("") { answer, _ in
            #expect(answer.status == 200)
            #expect(answer.ending == "open")
            #expect(answer.announced == answer.bytes)
            #expect(answer.beyond == 0)
            #expect((answer.json["data"] as? [Any])?.count == 10)
        }
    }

    @Test(arguments: ["Connection: close", "Connection: keep-alive"])
    func aLargeAnswerComesWhole(header: String) async throws {
        try await Served.run([.epar], records: 3_000) { served in
            let call = "<e:Envelope><e:Body><n:progress_report/></e:Body></e:Envelope>"
            let answer = try WireAnswer(try served.url("soap-epar"), headers: [header], body: call)
            #expect(answer.bytes > 3 << 20)
            #expect(answer.bytes == answer.announced)
        }
    }

    @Test func aBodyThatIsTooLargeIsRefused() async throws {
        try await Served.run([.epar], records: 5) { served in
            let answer = try WireAnswer(try served.url("soap-epar"), headers: ["Content-Length: 100000000"])
            #expect(answer.status == 413)
            #expect(try served.requests("soap-epar") == 0)
        }
    }

    @Test func timeoutIsSilence() async throws {
        try await ask("opencps:1=timeout", seconds: 1) { answer, _ in
            #expect(answer.ending == "silence")
            #expect(answer.status == nil)
        }
    }

    @Test(arguments: [false, true])
    func resetBreaksTheConnection(isEncrypted: Bool) async throws {
        try await Served.run([.opencps], records: 10) {
            $0.faults.orders = try FaultOrder.list("*:*=reset")
            $0.isEncrypted = isEncrypted
        } _: { served in
            let answer = try WireAnswer(try served.url("opencps"), authority: served.folder + "/tls/ca.pem")
            #expect(answer.ending == "reset")
            #expect(answer.status == nil)
        }
    }

    @Test func halfABodyEndsEarly() async throws {
        try await ask("opencps:1=half-body") { answer, _ in
            #expect(answer.ending == "closed")
            #expect(answer.status == 200)
            #expect(answer.bytes * 2 <= answer.announced ?? 0)
            #expect(answer.bytes > 0)
        }
    }

    @Test func aWrongLengthAnnouncesLess() async throws {
        try await ask("opencps:1=length") { answer, _ in
            #expect(answer.status == 200)
            #expect(answer.beyond > 0)
            #expect(answer.bytes >= answer.announced ?? 0)
        }
    }

    @Test func aDripIsSlowAndWhole() async throws {
        try await ask("opencps:1=drip") { answer, _ in
            #expect(answer.ending == "open")
            #expect(answer.pieces > 5)
            #expect((answer.json["data"] as? [Any])?.count == 10)
        }
    }

    @Test func serverErrorsAndLoginPagesAreNoJSON() async throws {
        try await ask("opencps:1=500,opencps:2=html-200") { answer, served in
            #expect(answer.status == 500)
            let next = try page(served)
            #expect(next.status == 200)
            #expect(next.headers["content-type"]?.hasPrefix("text/html") == true)
            #expect(next.body.contains("<title>Đăng nhập</title>"))
            #expect((try page(served).json["data"] as? [Any])?.count == 10)
        }
    }

    @Test func tooManyRequestsNamesAPause() async throws {
        try await ask("opencps:1=429") { answer, _ in
            #expect(answer.status == 429)
            #expect(answer.headers["retry-after"] == "1")
        }
    }

    @Test func aRedirectLeadsToAnotherHostAndIsCounted() async throws {
        try await ask("opencps:1=redirect") { answer, served in
            #expect(answer.status == 302)
            let target = try #require(answer.headers["location"])
            #expect(target.hasPrefix("http://localhost:"))
            #expect(try served.log()["redirects_followed"] as? Int == 0)
            _ = try WireAnswer(target.replacing("localhost", with: "127.0.0.1"), headers: ["Authorization: Bearer x"])
            #expect(try served.log()["redirects_followed"] as? Int == 1)
            #expect(try served.log()["proofs_given_away"] as? Int == 1)
        }
    }

    @Test func aBombIsSmallAndUnfoldsToMoreThanAHundredMegabytes() async throws {
        try await ask("opencps:*=gzip-bomb") { answer, served in
            #expect(answer.headers["content-encoding"] == "gzip")
            #expect(answer.bytes < 1 << 20)
            let script = """
                import gzip, sys, urllib.request
                print(len(gzip.decompress(urllib.request.urlopen(sys.argv[1]).read())))
                """
            let output = try Program.run(["python3", "-c", script, try served.url("opencps")]).output
            #expect(Int(output.dropLast()) == 120_000_011, "\(output)")
        }
    }

    @Test func aShiftLosesARowBetweenTwoPages() async throws {
        try await ask("opencps:2=shift") { answer, served in
            var codes: [String] = codes(answer)
            for start in [10, 20, 30] { codes += self.codes(try page(served, start: start)) }
            let all = try Set((0..<4).flatMap { self.codes(try page(served, start: $0 * 10)) })
            #expect(all.count == codes.count)
            #expect(all.subtracting(codes).count == 1)
        }
    }

    private func codes(_ answer: WireAnswer) -> [String] {
        (answer.json["data"] as? [[String: Any]] ?? []).compactMap { $0["dossierId"] as? Int }.map { "\($0)" }
    }

    @Test func aDoubleIsThePageBefore() async throws {
        try await ask("opencps:2=double") { answer, served in
            let second = try page(served, start: 10)
            #expect(second.body == answer.body)
            #expect(try page(served, start: 10).body != answer.body)
        }
    }

    @Test func anExpiredCertificateAndThatOfAnotherHostAreRefused() async throws {
        try await Served.run([.opencps, .igate, .epar], records: 10) {
            $0.isEncrypted = true
            $0.faults.orders = try FaultOrder.list("opencps:*=cert-expired,igate:*=cert-other-name")
        } _: { served in
            let authority = served.folder + "/tls/ca.pem"
            #expect(
                try WireAnswer(try served.url("opencps"), authority: authority).refused == "certificate has expired"
            )
            let other = try WireAnswer(try served.url("igate"), authority: authority).refused
            #expect(other?.contains("IP address mismatch") == true)
            #expect(try WireAnswer(try served.url("soap-epar"), authority: authority).status == 404)
        }
    }

    @Test func aSlowSourceIsNotTheOthers() async throws {
        try await Served.run([.opencps, .igate], records: 10) {
            $0.slow["igate"] = 60_000
        } _: { served in
            let quick = try WireAnswer(try served.url("opencps"))
            #expect(quick.status == 401)
            let slow = try WireAnswer(try served.url("igate"), seconds: 0.5)
            #expect(slow.ending == "silence")
        }
    }
}
