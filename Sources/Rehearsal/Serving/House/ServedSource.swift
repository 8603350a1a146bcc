/// A local source as it is served: its system, its list, and how a configuration fetches it.
struct ServedSource: Sendable {
    let source: DistrictSource
    let system: any System
    let shelf: Shelf
    /// Where it listens; known once it does.
    let origin: Origin
    /// The part of `fetch` after the address.
    let settings: String
    /// Path and query of the address.
    let path: String
    /// The value of `kind` in the configuration.
    let fetchKind: String

    /// The address in the configuration.
    var url: String { origin.text + path }
}

/// What stands in settings for something that is known later.
enum Place {
    /// Scheme, host and port of the source itself.
    static let origin = "@ORIGIN@"
}
