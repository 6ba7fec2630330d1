internal import Core
internal import Network

/// The JSON of media, for the OpenAPI document.
enum MediaSchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("EntityRef", entity)
        router.schema("MediaJob", .oneOf([job, art]))
        router.schema("Asset", asset)
    }

    private static let entity = Schema.object(
        ["kind": .described(.string, "scene, location, npc, monster or item."), "id": .string],
        optional: ["packId": .string])

    private static let own: KeyValuePairs<String, Schema> = [
        "progress": .described(
            .nullable(.integer(0...100)), "How far a job in work is, in per cent, where its provider tells."),
        "notice": .described(.nullable(.string), "What one should know though it went well: that the budget was over."),
        "clientToken": .nullable(.string), "contentId": .nullable(.string), "campaignRunId": .nullable(.string),
        "sceneId": .nullable(.string),
    ]

    /// The first dialect.
    private static let job = Schema.object(
        [
            "jobId": .string, "jobType": .enumeration(JobType.allCases.map(\.rawValue)),
            "status": .enumeration(JobStatus.allCases.map { $0.word(in: .job) }),
            "result": .described(
                .nullable(.object([:], optional: members)),
                "tts: audioUrl, durationMs, voice; image: cdnUrl, style, width, height; avatar: cdnUrl, seed; "
                    + "stt: transcript, confidence."),
            "resultUrl": .nullable(.string), "error": .nullable(.string), "createdAt": .time, "updatedAt": .time,
        ], optional: own)

    private static let members: KeyValuePairs<String, Schema> = [
        "audioUrl": .string, "durationMs": .nullable(.integer(0...Int64.max)), "voice": .string, "cdnUrl": .string,
        "style": .string, "width": .integer(1...Int64.max), "height": .integer(1...Int64.max), "seed": .integer,
        "transcript": .string, "confidence": .number(0...1),
    ]

    /// The second dialect.
    private static let art = Schema.object(
        [
            "id": .string, "type": .enumeration(ArtType.allCases.map(\.rawValue)),
            "entity_ref": .reference("EntityRef"), "requested_at": .time,
            "status": .enumeration(JobStatus.allCases.map { $0.word(in: .art) }), "result_url": .nullable(.string),
            "provider": .enumeration(["STATIC", "GEN"]), "error": .nullable(.string),
        ], optional: own)

    private static let asset = Schema.object([
        "assetId": .string(pattern: "^[0-9a-f]{32}$"), "url": .string,
        "mime": .enumeration(AssetFormat.allCases.map(\.rawValue)), "bytes": .integer(1...Int64.max),
        "width": .integer(1...Int64.max), "height": .integer(1...Int64.max), "alt": .nullable(.string),
        "private": .described(.boolean, "Only behind a signed link, which is good for 15 minutes."),
    ])
}
