/// The ways to reach a source; anything else libcurl can speak stays switched off.
package enum Scheme: String, Sendable, Hashable, CaseIterable {
    case file
    case http
    case https
}
