/// One page of a feed that is small enough to be held.
struct FeedPage: Sendable {
    let format: FeedFormat
    let place: PagePlace
    /// Whether the page breaks off in the middle of its last record.
    let isCut: Bool

    /// The page with its envelope; of a cut one the last record ends after half its bytes, and nothing follows.
    func write(_ records: [Record], into text: inout ByteText) {
        format.open(place, into: &text)
        var start = text.count
        for (index, record) in records.enumerated() {
            if index > 0 { text.append(format.separator) }
            start = text.count
            format.append(record, number: place.total * place.number / place.pages + index + 1, into: &text)
        }
        guard isCut else { return format.close(place, into: &text) }
        text.truncate(to: start + (text.count - start) / 2)
    }
}
