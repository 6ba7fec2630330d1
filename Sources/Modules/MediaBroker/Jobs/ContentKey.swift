internal import Core
internal import Hashing

/// What makes two jobs one: SHA-256 of the canonical JSON of what is to be made, with the defaults in place of what is
/// missing (media.md "Jobs"), in hex.
struct ContentKey: Sendable, Equatable {
    let text: String

    private init(_ json: JSONValue) { text = Hex.encode(SHA256.hash(json.bytes)) }

    /// `(jobType, text, voice, speed, model)`. The language follows from the text, unless it was said.
    ///
    /// - Parameter language: nil: it was not said.
    static func speech(_ order: SpeechOrder, language: String?) -> ContentKey {
        var members: [String: JSONValue] = [
            "jobType": "tts", "text": .string(order.text), "voice": .string(order.voice),
            "speed": .number(order.speed), "model": .string(order.model),
        ]
        if let language { members["language"] = .string(language) }
        return ContentKey(.object(members))
    }

    /// `(jobType, prompt, style, seed, width, height, model, postproc)`, and what else changes the picture, where it was
    /// said.
    static func picture(_ type: JobType, _ order: ImageOrder) -> ContentKey {
        var members: [String: JSONValue] = [
            "jobType": .string(type.rawValue), "prompt": .string(order.prompt), "style": .string(order.style),
            "seed": .integer(order.seed), "width": .integer(Int64(order.width)),
            "height": .integer(Int64(order.height)), "model": .string(order.model), "postproc": "none",
        ]
        if !order.negative.isEmpty { members["negative"] = .string(order.negative) }
        return ContentKey(.object(members))
    }

    /// A picture that lies in the pack.
    static func lying(_ type: ArtType, of entity: EntityRef, path: String) -> ContentKey {
        ContentKey(["type": .string(type.rawValue), "entity": entity.json, "path": .string(path)])
    }

    /// Entity, spec and version of the pack: an edit of one spec makes one picture anew.
    static func art(_ type: ArtType, of entity: EntityRef, packID: String, version: String, _ order: ImageOrder)
        -> ContentKey
    {
        let spec: JSONValue = [
            "prompt": .string(order.prompt), "negative": .string(order.negative), "style": .string(order.style),
            "seed": .integer(order.seed), "width": .integer(Int64(order.width)),
            "height": .integer(Int64(order.height)),
        ]
        return ContentKey(
            [
                "type": .string(type.rawValue), "kind": .string(entity.kind), "id": .string(entity.id),
                "pack": .string(packID), "version": .string(version), "spec": spec,
            ])
    }
}
