import Synchronization

/// The list that a system gives, by windows and in the orders that it knows, while the list may move.
final class Shelf: Sendable {
    /// By what a list is sorted, oldest first.
    enum Order: Sendable, Hashable {
        case moment
        case created
        case changed
    }

    private struct Request: Hashable {
        let span: Roll.Span
        let order: Order
    }

    private let roll: Roll
    private let moves = Atomic<Int>(0)
    private let views = Mutex<[Request: [Int]]>([:])
    private let keys = Mutex<[String: Int]?>(nil)

    /// Windows that are kept sorted at the same time.
    private static let kept = 16

    init(_ roll: Roll) { self.roll = roll }

    var count: Int { roll.count }

    /// Lets the list move by one row from now on, as it does when an old row is touched: the first row goes to the end.
    func move() { moves.add(1, ordering: .relaxed) }

    /// The record at a place of the roll.
    func record(at place: Int) -> Record { roll.record(at: place) }

    /// The canonical codes with the place of the first record of each; made when they are asked for first.
    var places: [String: Int] {
        keys.withLock { keys in
            if let keys { return keys }
            let all = (0..<count).filter { !roll.isCopy(at: $0) }.map { (roll.record(at: $0).key, $0) }
            let places = Dictionary(all) { first, _ in first }
            keys = places
            return places
        }
    }

    /// The record of a code, however a caller writes it; nil when there is none.
    func record(of code: String) -> Record? { places[DossierKey.canonical(code)].map { record(at: $0) } }

    /// The rows of a window.
    func list(_ span: Roll.Span = Roll.Span(), by order: Order = .moment, isDescending: Bool = false) -> List {
        let request = Request(span: span, order: order)
        let places = views.withLock { views in
            if let view = views[request] { return view }
            if views.count >= Shelf.kept { views.removeAll() }
            let view = sorted(roll.places(in: span), by: order)
            views[request] = view
            return view
        }
        return List(places: places, isDescending: isDescending, moves: moves.load(ordering: .relaxed))
    }

    private func sorted(_ places: Range<Int>, by order: Order) -> [Int] {
        switch order {
        case .moment: Array(places)
        case .created: places.map { (roll.record(at: $0).submitted, $0) }.sorted { $0 < $1 }.map(\.1)
        case .changed: places.map { (roll.record(at: $0).changed, $0) }.sorted { $0 < $1 }.map(\.1)
        }
    }

    /// The rows of one window as places of the roll.
    struct List: Sendable {
        fileprivate let places: [Int]
        fileprivate let isDescending: Bool
        fileprivate let moves: Int

        var count: Int { places.count }

        /// The places of some rows; rows beyond the end are left out.
        func places(_ rows: Range<Int>) -> [Int] {
            rows.clamped(to: 0..<count).map { row in
                let moved = (row + moves) % count
                return places[isDescending ? count - 1 - moved : moved]
            }
        }

        /// A page of `size` rows, the first page being 0; numbers that no list has give an empty page.
        func page(_ number: Int, size: Int) -> [Int] {
            let (start, isFar) = number.multipliedReportingOverflow(by: size)
            guard number >= 0, size > 0, !isFar, start < count else { return [] }
            return places(start..<min(count, start + size))
        }

        /// Pages of `size` rows.
        func pages(size: Int) -> Int { size > 0 ? (count + size - 1) / size : 0 }
    }
}

extension ByteText {
    /// The records at some places of a shelf, with what stands between two of them.
    mutating func append(
        _ places: [Int],
        of shelf: borrowing Shelf,
        separator: String,
        _ write: (inout ByteText, Record, _ number: Int) -> Void
    ) {
        for (row, place) in places.enumerated() {
            if row > 0 { append(separator) }
            write(&self, shelf.record(at: place), place + 1)
        }
    }

    /// The records at some places of a shelf in one of the shapes that files have.
    mutating func append(_ places: [Int], of shelf: borrowing Shelf, as format: FeedFormat) {
        append(places, of: shelf, separator: format.separator) { format.append($1, number: $2, into: &$0) }
    }
}
