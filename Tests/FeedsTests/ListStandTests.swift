import Feeds
import Testing

/// How far a pull has come.
struct ListStandTests {
    @Test(arguments: [
        (ListStand(slice: 0, of: 1, records: 50, declared: 200), 200, 0.25),
        (ListStand(slice: 0, of: 1, records: 250, declared: 200), 200, 1),
        (ListStand(slice: 0, of: 1, records: 0, declared: 0), 0, 1),
        (ListStand(slice: 0, of: 1, records: 50, declared: nil), nil, nil),
        (ListStand(slice: 1, of: 4, records: 50, declared: 100), nil, 0.375),
        (ListStand(slice: 3, of: 4, records: 50, declared: nil), nil, 0.75),
    ])
    func `a total belongs to one list and a share to all slices`(stand: ListStand, total: Int?, share: Double?) {
        #expect(stand.total == total)
        #expect(stand.share == share)
    }
}
