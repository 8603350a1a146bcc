/// One fault that somebody ordered: `SOURCE:WHEN=FAULT`.
package struct FaultOrder: Sendable, Equatable {
    /// Which requests of a source.
    enum Moment: Sendable, Equatable {
        case each
        /// Counted from 1; logins are not counted.
        case numbers(ClosedRange<Int>)
        /// Each request for a token or a session.
        case login
    }

    /// The id or the kind of a source; nil for all.
    let source: String?
    let moment: Moment
    let fault: Fault

    /// Whether it asks for a certificate, which only a world that is served over TLS has.
    package var isOfCertificate: Bool { fault.isOfCertificate }

    /// Reads `opencps:3=reset`, `igate:2-5=500`, `*:*=drip`, `igate:login=500`; nil for everything else.
    package init?(_ text: Substring) {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        let place = (sides.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard sides.count == 2, place.count == 2, !place[0].isEmpty, let fault = Fault(rawValue: String(sides[1])),
            let moment = FaultOrder.moment(place[1])
        else {
            return nil
        }
        if fault.isOfCertificate, moment != .each { return nil }
        source = place[0] == "*" ? nil : String(place[0])
        self.moment = moment
        self.fault = fault
    }

    private static func moment(_ text: Substring) -> Moment? {
        if text == "*" { return .each }
        if text == "login" { return .login }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, 1 <= first, first <= last
        else {
            return nil
        }
        return .numbers(first...last)
    }

    /// Reads orders between commas.
    ///
    /// - Throws: the first that is none.
    package static func list(_ text: String) throws(Unreadable) -> [FaultOrder] {
        var orders: [FaultOrder] = []
        for part in text.split(separator: ",") {
            guard let order = FaultOrder(part) else { throw Unreadable(text: String(part)) }
            orders.append(order)
        }
        return orders
    }

    /// A text that orders no fault.
    package struct Unreadable: Error, Hashable, CustomStringConvertible {
        let text: String

        /// One line for a person.
        package var description: String {
            "\(text): not SOURCE:WHEN=FAULT, WHEN being *, N, N-N or login, FAULT one of "
                + Fault.allCases.map(\.rawValue).joined(separator: " ")
        }
    }

    /// A name that no source has.
    package struct Unplaced: Error, Hashable, CustomStringConvertible {
        let name: String
        let known: [String]

        /// One line for a person.
        package var description: String { "\(name): no such source; there are \(known.joined(separator: " "))" }
    }

    /// Whether it is meant for a source.
    func names(_ id: String, _ kind: String) -> Bool { source == nil || source == id || source == kind }
}
