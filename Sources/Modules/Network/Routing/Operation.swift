/// What the contract says of a route; the OpenAPI document is made of these.
package struct Operation: Sendable {
    /// Who may call it.
    package enum Auth: Sendable {
        case none, optional, bearer
    }

    /// A query parameter.
    package struct Parameter: Sendable {
        package let name: String
        package let schema: Schema
        package let about: String
        package let isRequired: Bool

        package init(_ name: String, _ schema: Schema, _ about: String = "", required: Bool = false) {
            self.name = name
            self.schema = schema
            self.about = about
            isRequired = required
        }

        /// `limit` and `cursor` of every list.
        package static let page = [
            Parameter("limit", .integer(1...Int64(PageRequest.maximumLimit)), "Items on a page, 50 if not given."),
            Parameter("cursor", .string, "`nextCursor` of the page before."),
        ]
    }

    package let summary: String
    package let tag: String
    package let auth: Auth
    package let query: [Parameter]
    /// The JSON body, if it takes one.
    package let request: Schema?
    package let answers: [(status: Int, schema: Schema?)]
    /// Statuses in the error shape besides those that every route can have.
    package let errors: [Int]
    /// Media type of the answers.
    package let mediaType: String
    /// Whether the document leaves it out: pages and assets are not the API.
    package let isHidden: Bool

    package init(
        _ summary: String, tag: String, auth: Auth = .bearer, query: [Parameter] = [], request: Schema? = nil,
        answers: [(status: Int, schema: Schema?)], errors: [Int] = [], mediaType: String = "application/json",
        isHidden: Bool = false
    ) {
        self.summary = summary
        self.tag = tag
        self.auth = auth
        self.query = query
        self.request = request
        self.answers = answers
        self.errors = errors
        self.mediaType = mediaType
        self.isHidden = isHidden
    }

    /// A page or an asset: not in the document.
    package static func page(_ summary: String) -> Operation {
        Operation(summary, tag: "pages", auth: .none, answers: [(200, nil)], mediaType: "text/html", isHidden: true)
    }
}
