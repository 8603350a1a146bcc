/// Names of pages in an archive.
enum PageName {
    /// `page-000001.json`: names in the order of the pages.
    static func text(_ number: Int, fileExtension: String) -> String {
        let digits = String(number)
        return "page-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".\(fileExtension)"
    }
}
