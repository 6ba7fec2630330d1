internal import Configuration
internal import Core
internal import Network

/// What the server says of itself as a product: `GET /v1/config` and `GET /openapi.json` (http-api "System").
@LoopActor
struct SystemRoutes {
    let settings: Settings

    func add(to router: Router) {
        router.schema("ServerConfig", Self.schema)
        router.on(
            .get, "/v1/config",
            Operation(
                "What this server offers", tag: "system", auth: .none, answers: [(200, .reference("ServerConfig"))])
        ) { [settings] request in .json(Self.config(settings, origin: request.origin)) }

        // Rendered at the first request, when every module has added its routes.
        var document: [UInt8]?
        router.on(
            .get, "/openapi.json",
            Operation("This document", tag: "system", auth: .none, answers: [(200, .any)])
        ) { [unowned router] _ in
            let bytes = document ?? Self.openAPI(of: router)
            document = bytes
            return .json(bytes)
        }
    }

    static func openAPI(of router: Router) -> [UInt8] {
        OpenAPIDocument.render(router.routes, schemas: router.schemas, version: Version.api)
    }

    /// - Parameter origin: the way by which the client came, the best that we know without a public URL.
    private static func config(_ settings: Settings, origin: String?) -> [UInt8] {
        let base = settings.server.publicURL ?? origin ?? ""
        var json = JSONWriter()
        json.object {
            $0.member("apiVersion", settings.server.apiVersion)
            $0.key("features")
            $0.object {
                $0.member("telegram", settings.auth.botToken != nil || settings.auth.telegramBotID != nil)
                $0.member("guests", settings.auth.guests)
                $0.member("generation", false)
                $0.key("media")
                $0.array { list in
                    let made = settings.mediaProviders.order.map(\.rawValue) + [settings.media.speech.rawValue]
                    for name in ["static"] + made { list.value(name) }
                }
            }
            $0.key("limits")
            $0.object {
                $0.member("maxActiveCharacters", settings.game.maxActiveCharacters)
                $0.member("maxBodyBytes", settings.limits.bodyBytes)
                $0.member("freeformCharacters", 280)
            }
            $0.key("languages")
            $0.array { array in for language in Language.allCases { array.value(language.rawValue) } }
            $0.key("urls")
            $0.object {
                $0.member("api", base + "/v1")
                $0.member("ws", (base.isEmpty ? "" : "ws" + base.dropFirst("http".count)) + "/ws")
                $0.member("assets", (settings.media.publicBaseURL ?? base) + "/assets")
                $0.member("openapi", base + "/openapi.json")
                $0.member("asyncapi", base + "/asyncapi.json")
                $0.member("telegramApp", settings.auth.telegramAppURL)
            }
        }
        return json.bytes
    }

    private static let schema = Schema.object([
        "apiVersion": .string,
        "features": .object([
            "telegram": .boolean, "guests": .boolean, "generation": .boolean, "media": .array(.string),
        ]),
        "limits": .object([
            "maxActiveCharacters": .integer, "maxBodyBytes": .integer, "freeformCharacters": .integer,
        ]),
        "languages": .array(.string),
        "urls": .object([
            "api": .string, "ws": .string, "assets": .string, "openapi": .string, "asyncapi": .string,
            "telegramApp": .nullable(.string),
        ]),
    ])
}
