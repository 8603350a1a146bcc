/// One name in a folder of a server.
package struct RemoteFile: Sendable, Hashable {
    /// As the server writes it, without its folder.
    package let name: String
    /// Length of a plain file; nil for folders, links and devices.
    package let bytes: Int64?
    /// Whether it is a folder.
    package let isFolder: Bool

    /// An entry of a listing.
    package init(name: String, bytes: Int64?, isFolder: Bool) {
        self.name = name
        self.bytes = bytes
        self.isFolder = isFolder
    }
}
