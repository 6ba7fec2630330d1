internal import Core
internal import Network

/// `GET /schemas/party-sync/{eventType}` and `GET /asyncapi.json`.
@LoopActor
struct ContractRoutes {
    let contract: ChannelContract
    /// Where the world reaches the server; nil: by what a request names.
    let publicURL: String?

    func add(to router: Router) {
        let eventType = PathParameter(
            "eventType", EventKindRule(names: contract.kinds.map(\.type)), "Of the message; custom: any other name.")
        // Each is written when it is first asked for, when every module has added its schemas.
        var schemas: [String: [UInt8]] = [:]
        router.on(
            .get, "/schemas/party-sync/{eventType}",
            Operation(
                "JSON Schema of a message on a live channel", tag: "channels", auth: .none, parameters: [eventType],
                answers: [(200, .object([:]))], mediaType: "application/schema+json")
        ) { [contract, unowned router] request in
            let type = try request.value(of: eventType)
            guard let kind = contract.kind(type) else { fatalError("BUG: no schema of \(type)") }
            let bytes = schemas[type] ?? contract.schema(of: kind, among: router.schemas)
            schemas[type] = bytes
            var response = HTTPResponse.json(bytes)
            response.contentType = "application/schema+json"
            return response
        }
        // For who came last: all come by one way, but for a few.
        var document: (origin: String?, bytes: [UInt8])?
        router.on(
            .get, "/asyncapi.json",
            Operation("The live channels, as AsyncAPI", tag: "channels", auth: .none, answers: [(200, .any)])
        ) { [contract, publicURL, unowned router] request in
            let origin = publicURL ?? request.origin
            if let document, document.origin == origin { return .json(document.bytes) }
            let bytes = AsyncAPIDocument(contract: contract, named: router.schemas, origin: origin).json
            document = (origin, bytes)
            return .json(bytes)
        }
    }
}
