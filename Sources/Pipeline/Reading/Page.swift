/// One raw page of a source, on disk.
struct Page: Sendable, Hashable {
    /// Number among all pages of the run.
    var number: Int
    /// Index among the sources of the run.
    var source: Int
    /// Where it is on this machine.
    var path: String
    /// What people know it by: the name of the export, the request.
    var name: String
    var bytes: Int64
    /// Whether it does not belong to its feed after all; nothing that was read of it counts.
    var isWithdrawn = false
}
