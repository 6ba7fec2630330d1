/// What the contract says of a route; the OpenAPI document is made of these.
package struct Operation: Sendable {
    /// Who may call it.
    package enum Auth: Sendable {
        case none, optional, bearer
    }

    package let summary: String
    package let tag: String
    package let auth: Auth
    /// Every parameter of the path, and what the query may hold.
    package let parameters: [any OperationParameter]
    /// The JSON body, if it takes one.
    package let request: (any RequestBody.Type)?
    /// Media types of the file that is its body, if it takes one.
    package let upload: [String]
    package let answers: [(status: Int, schema: Schema?)]
    /// Statuses in the error shape besides those that follow from the rest: see `OpenAPIDocument`.
    package let errors: [Int]
    /// Media type of the answers.
    package let mediaType: String
    /// Whether the document leaves it out: pages and assets are not the API.
    package let isHidden: Bool

    package init(
        _ summary: String, tag: String, auth: Auth = .bearer, parameters: [any OperationParameter] = [],
        request: (any RequestBody.Type)? = nil, upload: [String] = [], answers: [(status: Int, schema: Schema?)],
        errors: [Int] = [],
        mediaType: String = "application/json", isHidden: Bool = false
    ) {
        self.summary = summary
        self.tag = tag
        self.auth = auth
        self.parameters = parameters
        self.request = request
        self.upload = upload
        self.answers = answers
        self.errors = errors
        self.mediaType = mediaType
        self.isHidden = isHidden
    }

    /// A page or an asset: not in the document.
    package static func page(_ summary: String) -> Operation {
        Operation(summary, tag: "pages", auth: .none, answers: [(200, nil)], mediaType: "text/html", isHidden: true)
    }

    /// Makes a repeated POST harmless (http-api "Idempotency").
    package static let idempotencyKey = HeaderParameter(
        "Idempotency-Key", .token(1...64),
        "Chosen by the client: a repetition with the same key and body gets the first answer again, for 24 hours.")

    /// What every request may bring; one that is malformed is ignored.
    static let traceFields: [any OperationParameter] = [
        TraceField(name: "traceparent", about: "W3C Trace Context; wins over the other two."),
        TraceField(name: "X-Trace-Id", about: "1 to 64 of A-Z, a-z, 0-9, _ and -."),
        TraceField(name: "X-Request-Id", about: "As X-Trace-Id, when that is not there."),
    ]

    private struct TraceField: OperationParameter {
        let name: String
        let about: String
        let schema = Schema.string
        let place = ParameterPlace.header
    }
}
