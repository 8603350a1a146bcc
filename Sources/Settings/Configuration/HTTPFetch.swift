/// A feed that its configuration alone describes: one address, or a list in pages.
package struct HTTPFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// Nil: one page.
    package var pages: Pages?
    /// Nil: the feed asks for no proof.
    package var authentication: Authentication?
    /// Further headers, in the order of the file.
    package var headers: [Header] = []
    /// Values of the query, or of the body where there is one, in the order of the file.
    package var parameters: [Parameter] = []
    /// Nil: the question is a GET.
    package var body: Body?
    /// Days of receipt that one question may span; nil: everything is asked for at once.
    package var windowDays: Int?
    /// Dossiers that are looked up one by one; nil: lists are asked for.
    package var codes: LookedUpCodes?

    /// One address.
    package init(address: String) {
        url = address
    }

    /// A header that is no secret.
    package struct Header: Sendable, Hashable {
        /// Name of the header.
        package var name: String
        /// One line of text.
        package var value: String
    }

    /// How a question is sent.
    package enum Body: String, CaseIterable, Sendable, Hashable {
        case json
        case form
    }

    /// A value of a question.
    package struct Parameter: Sendable, Hashable {
        package var name: String
        package var value: ParameterValue
    }
}

/// What a value of a question is.
package enum ParameterValue: Sendable, Hashable {
    case text(String)
    case secret(Secret)
    /// First receive day of the window, written in this form.
    case firstDay(DayPattern)
    /// Last receive day of the window.
    case lastDay(DayPattern)
    /// Since when changes are asked for.
    case since(DayPattern)
    /// Code of the dossier that is looked up.
    case code
}

/// How a system wants a day written.
package enum DayPattern: String, CaseIterable, Sendable, Hashable {
    case dashed = "yyyy-MM-dd"
    case slashed = "dd/MM/yyyy"
    case short = "d/M/yyyy"
    case plain = "yyyyMMdd"
    case iso
}

/// Which dossiers are looked up.
package enum LookedUpCodes: Sendable, Hashable {
    /// All that the local sources of the run hold.
    case local
    /// Those in a file, one a line.
    case file(String)
}

extension HTTPFetch {
    /// How pages follow each other.
    package enum Pages: Sendable, Hashable {
        case numbered(PageSeries)
        /// Each page names in its body, at `path`, what the next question carries as `parameter`.
        case cursor(parameter: String, path: String, limit: Int)
        /// Each page names in its body, at `path`, the address of the next one.
        case nextURL(path: String, limit: Int)
        /// Each page names the next one in its header `Link`.
        case linkHeader(limit: Int)
    }

    /// Pages, or first rows of pages, numbered in the question.
    ///
    /// A series ends at a page without records, at the total that a page declares, or at `last`.
    package struct PageSeries: Sendable, Hashable {
        /// Name of the value that carries the number of the page, or of its first row.
        package var parameter: String
        /// Its value on the first page.
        package var from: Int
        /// What is added for the next page: 1 where pages are numbered, the size of a page where rows are.
        package var step: Int
        /// Name of the value that carries the row after the last one; nil: none.
        package var endParameter: String?
        /// Name and value of what asks for a size of page; nil: none.
        package var size: Size?
        /// Number of pages; nil: only the server knows.
        package var last: Int?
        /// More pages than this are an error of the feed.
        package var limit: Int
        /// Most requests at once; nil: one until the number of pages is known, then a few.
        package var atOnce: Int?
    }

    /// What asks for a size of page.
    package struct Size: Sendable, Hashable {
        package var parameter: String
        package var count: Int
    }
}
