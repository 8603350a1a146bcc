import Testing

@testable import Rehearsal

struct FaultPlanTests {
    @Test(arguments: [
        "opencps:3=reset", "igate:*=500", "*:2-5=drip", "portal:login=html-200", "json-page-2:1=gzip-bomb",
        "bgtvt:*=cert-expired",
    ])
    func ordersAreRead(text: String) {
        #expect(FaultOrder(Substring(text)) != nil)
    }

    @Test(arguments: [
        "", "opencps", "opencps=reset", "opencps:3", "opencps:0=reset", "opencps:5-2=reset", "opencps:x=reset",
        "opencps:3=nothing", "opencps:3=reset=500", ":3=reset", "opencps:1=cert-expired", "opencps:1-2-3=reset",
    ])
    func everythingElseIsRefused(text: String) {
        #expect(FaultOrder(Substring(text)) == nil)
    }

    @Test func theFirstUnreadableOrderIsNamed() {
        #expect(throws: FaultOrder.Unreadable(text: "b:1")) { try FaultOrder.list("a:1=reset,b:1,c") }
    }

    @Test func ordersHitTheirPlacesOnly() throws {
        var plan = FaultPlan(seed: 1)
        plan.orders = try FaultOrder.list("opencps:3=reset,igate:2-3=500,igate:login=429,*:9=drip")
        func fault(_ source: String, _ kind: String, _ number: Int?) -> Fault? {
            plan.fault(source: source, kind: kind, number: number)
        }
        #expect(fault("opencps", "opencps", 3) == .reset)
        #expect(fault("opencps-2", "opencps", 3) == .reset)
        #expect(fault("opencps", "opencps", 2) == nil)
        #expect(fault("opencps", "opencps", nil) == nil)
        #expect((1...4).map { fault("igate", "igate", $0) } == [nil, .serverError, .serverError, nil])
        #expect(fault("igate", "igate", nil) == .tooMany)
        #expect(fault("portal", "portal", 9) == .drip)
    }

    @Test func diceDependOnSeedSourceAndNumberOnly() {
        var plan = FaultPlan(seed: 7)
        plan.rate = 0.1
        func faults(_ source: String) -> [Fault?] {
            (1...2_000).map { plan.fault(source: source, kind: "", number: $0) }
        }
        let first = faults("opencps")
        #expect(first == faults("opencps"))
        #expect(first != faults("igate"))
        #expect((150...250).contains(first.count { $0 != nil }))
        #expect(Set(first.compactMap(\.self)) == Set(Fault.passing))
        plan = FaultPlan(seed: 8)
        plan.rate = 0.1
        #expect(first != faults("opencps"))
        plan.rate = 0
        #expect(faults("opencps").allSatisfy { $0 == nil })
    }

    @Test func diceLetNothingExpireThatNoLoginCouldMend() {
        var plan = FaultPlan(seed: 7)
        plan.rate = 1
        let faults = (1...500).map { plan.fault(source: "a", kind: "a", number: $0, givesTickets: false) }
        #expect(Set(faults) == Set(Fault.passing.filter { $0 != .expire }))
    }

    @Test func diceTakeTheKindsThatAreGiven() {
        var plan = FaultPlan(seed: 7)
        plan.rate = 1
        plan.kinds = [.bomb, .shift]
        let faults = Set((1...100).map { plan.fault(source: "a", kind: "a", number: $0) })
        #expect(faults == [.bomb, .shift])
    }

    @Test func aCertificateBelongsToAWholeSource() throws {
        var plan = FaultPlan(seed: 1)
        plan.orders = try FaultOrder.list("igate:*=cert-expired")
        #expect(plan.certificate(source: "igate-2", kind: "igate") == .certificateExpired)
        #expect(plan.certificate(source: "opencps", kind: "opencps") == nil)
        #expect(plan.fault(source: "igate", kind: "igate", number: 1) == nil)
    }
}
