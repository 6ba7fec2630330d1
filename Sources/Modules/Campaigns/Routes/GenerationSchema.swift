internal import Core
internal import Network

/// The parts of `generatedPayload`, served as JSON Schema under `/schemas/generation/` (http-api "Campaigns"). They are
/// closed: a member that is not named here does not appear.
enum GenerationSchema: String, CaseIterable, Sendable {
    case scene = "scene_response"
    case combat = "combat_response"
    case social = "social_response"
    case epilogue = "epilogue_response"

    /// Its name among the schemas of the OpenAPI document.
    var component: String {
        switch self {
        case .scene: "SceneResponse"
        case .combat: "CombatResponse"
        case .social: "SocialResponse"
        case .epilogue: "EpilogueResponse"
        }
    }

    /// Alone, with its dialect and name.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            $0.member("$id", "/schemas/generation/\(rawValue)")
            $0.member("title", rawValue)
            schema.writeMembers(to: &$0)
        }
        return json.bytes
    }

    var schema: Schema {
        switch self {
        case .scene: Self.sceneResponse
        case .combat: Self.combatResponse
        case .social: Self.socialResponse
        case .epilogue: Self.epilogueResponse
        }
    }

    private static let named = Schema.string(minimum: 1)

    private static let sceneResponse = Schema.object(
        [
            "tone": .string,
            "textSegments": .array(.object(["id": named, "md": .string], open: false), minimum: 1),
            "choices": .array(choice, minimum: 3, maximum: 4),
        ],
        optional: [
            "consequences": .object(
                [:],
                optional: ["success": .array(.string), "partial": .array(.string), "fail": .array(.string)],
                open: false)
        ],
        open: false)

    private static let choice = Schema.object(
        ["id": named, "label": named],
        optional: ["skillCheck": .object(["skill": named, "dc": .integer(1...Int64.max)], open: false)], open: false)

    private static let combatResponse = Schema.object(
        [
            "roundSummary": .array(.string, minimum: 1),
            "actions": .array(
                .object(["actor": .string, "description": .string], optional: ["status": .string], open: false),
                minimum: 1),
        ],
        open: false)

    private static let socialResponse = Schema.object(
        ["dialogue": .array(.object(["speaker": .string, "utterance": .string], open: false), minimum: 1)],
        optional: ["nextSteps": .array(.string)], open: false)

    private static let epilogueResponse = Schema.object(
        ["summary": .string, "futureHooks": .array(.string)], open: false)
}
