internal import Core
internal import Network

/// The JSON of parties, for the OpenAPI document.
enum PartySchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("PartyMember", member)
        router.schema("Party", party)
        router.schema(
            "Joined",
            .object(["joinedAt": .time, "role": role, "partyId": .id, "characterId": .id]))
        router.schema("Left", .object(["left": .boolean]))
        router.schema(
            "Invite",
            .object([
                "inviteCode": .string,
                "browserUrl": .described(.string, "Where a browser joins; a path when no public URL is configured."),
                "telegramUrl": .nullable(.string),
            ]))
        router.schema("ChannelEvent", event)
        router.schema(
            "ChannelEvents",
            .object(["items": .array(.reference("ChannelEvent")), "nextBefore": .nullable(.id)]))
    }

    /// The envelope of party-sync, as it is stored.
    private static let event = Schema.object(
        [
            "eventType": .string, "payload": .object([:]), "traceId": .nullable(.string),
            "senderId": .nullable(.string),
            "eventId": .string, "seq": .id, "ts": .time, "channel": .string, "actionId": .nullable(.string),
        ])

    static let decision = Schema.enumeration(["leader", "vote", "anyone"])
    static let seconds = Schema.integer(15...180)
    static let role = Schema.enumeration(["LEADER", "MEMBER", "SPECTATOR"])

    private static let member = Schema.object([
        "characterId": .id, "playerId": .id, "displayName": .string, "characterName": .string, "role": role,
        "online": .described(.boolean, "Whether the player was here within a minute."), "joinedAt": .time,
    ])

    private static let party = Schema.object([
        "id": .id, "name": .nullable(.string(1...60)), "leaderCharacterId": .id,
        "activeCampaignRunId": .nullable(.string), "createdAt": .time, "inviteCode": .string,
        "decision": decision, "decisionSeconds": seconds,
        "open": .described(.boolean, "Whether one may join without the code."),
        "members": .array(.reference("PartyMember")),
    ])
}
