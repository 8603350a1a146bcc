/// Names of pages in an archive.
enum PageName {
    /// `page-000001.json`, or `page-000002-000001.json` with the number of a slice: names in the order of the pages.
    static func text(_ number: Int, slice: Int? = nil, fileExtension: String) -> String {
        let numbers = [slice, number].compactMap(\.self).map(digits)
        return "page-" + numbers.joined(separator: "-") + ".\(fileExtension)"
    }

    private static func digits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
