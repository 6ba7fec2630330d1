/// JSON Schemas (2020-12) of the parts of `generatedPayload`, served under `/schemas/generation/` (http-api
/// "Campaigns"). They are closed: a member that is not named here does not appear.
enum GenerationSchemas {
    /// The bytes of one schema, by its name in the path.
    static func named(_ name: String) -> [UInt8]? {
        switch name {
        case "scene_response": Array(sceneResponse.utf8)
        case "combat_response": Array(combatResponse.utf8)
        case "social_response": Array(socialResponse.utf8)
        case "epilogue_response": Array(epilogueResponse.utf8)
        default: nil
        }
    }

    static let names = ["scene_response", "combat_response", "social_response", "epilogue_response"]

    private static let sceneResponse = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "/schemas/generation/scene_response",
          "title": "scene_response",
          "type": "object",
          "additionalProperties": false,
          "required": ["tone", "textSegments", "choices"],
          "properties": {
            "tone": {"type": "string"},
            "textSegments": {
              "type": "array", "minItems": 1,
              "items": {
                "type": "object", "additionalProperties": false, "required": ["id", "md"],
                "properties": {"id": {"type": "string", "minLength": 1}, "md": {"type": "string"}}
              }
            },
            "choices": {
              "type": "array", "minItems": 3, "maxItems": 4,
              "items": {
                "type": "object", "additionalProperties": false, "required": ["id", "label"],
                "properties": {
                  "id": {"type": "string", "minLength": 1},
                  "label": {"type": "string", "minLength": 1},
                  "skillCheck": {
                    "type": "object", "additionalProperties": false, "required": ["skill", "dc"],
                    "properties": {
                      "skill": {"type": "string", "minLength": 1},
                      "dc": {"type": "integer", "minimum": 1}
                    }
                  }
                }
              }
            },
            "consequences": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "success": {"type": "array", "items": {"type": "string"}},
                "partial": {"type": "array", "items": {"type": "string"}},
                "fail": {"type": "array", "items": {"type": "string"}}
              }
            }
          }
        }
        """

    private static let combatResponse = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "/schemas/generation/combat_response",
          "title": "combat_response",
          "type": "object",
          "additionalProperties": false,
          "required": ["roundSummary", "actions"],
          "properties": {
            "roundSummary": {"type": "array", "minItems": 1, "items": {"type": "string"}},
            "actions": {
              "type": "array", "minItems": 1,
              "items": {
                "type": "object", "additionalProperties": false, "required": ["actor", "description"],
                "properties": {
                  "actor": {"type": "string"},
                  "description": {"type": "string"},
                  "status": {"type": "string"}
                }
              }
            }
          }
        }
        """

    private static let socialResponse = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "/schemas/generation/social_response",
          "title": "social_response",
          "type": "object",
          "additionalProperties": false,
          "required": ["dialogue"],
          "properties": {
            "dialogue": {
              "type": "array", "minItems": 1,
              "items": {
                "type": "object", "additionalProperties": false, "required": ["speaker", "utterance"],
                "properties": {"speaker": {"type": "string"}, "utterance": {"type": "string"}}
              }
            },
            "nextSteps": {"type": "array", "items": {"type": "string"}}
          }
        }
        """

    private static let epilogueResponse = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "/schemas/generation/epilogue_response",
          "title": "epilogue_response",
          "type": "object",
          "additionalProperties": false,
          "required": ["summary", "futureHooks"],
          "properties": {
            "summary": {"type": "string"},
            "futureHooks": {"type": "array", "items": {"type": "string"}}
          }
        }
        """
}
