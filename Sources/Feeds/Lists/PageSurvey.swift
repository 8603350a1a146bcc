package import Dossiers

/// What a page says about itself and its list.
package struct PageSurvey: Sendable, Hashable {
    /// Records on the page.
    package var records: Int
    /// Records of the whole list; nil when the page does not say.
    package var declaredTotal: Int?
    /// Pages of the whole list; nil when the page does not say.
    package var declaredPages: Int?
    /// Whether the page calls itself the last (`last: true`, `hasNextPage: false`); false when it does not say.
    package var isLast = false
    /// What it names as the next page; nil when it names none.
    package var next: String?
    /// Hashes of the keys of its records, in their order; records whose code cannot be read are left out.
    package var keys: [UInt64] = []
    /// Records received outside the days that were asked for, or of another code than the one looked up.
    package var strays = 0
    /// Local seconds of the oldest and the newest change on the page; nil when no record names one.
    package var changes: ClosedRange<Int64>?
    /// Why it is no answer, free of personal data; nil when it is one.
    package var refusal: Sentence?
    /// Whether it says that there is no such dossier, which is an answer to a look-up.
    package var isNotFound = false

    /// A survey.
    package init(records: Int, declaredTotal: Int? = nil, declaredPages: Int? = nil, isLast: Bool = false) {
        self.records = records
        self.declaredTotal = declaredTotal
        self.declaredPages = declaredPages
        self.isLast = isLast
    }
}
