internal import Network

/// The JSON of parties, for the OpenAPI document.
enum PartySchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("PartyMember", member)
        router.schema("Party", party)
        router.schema("NewParty", .object(["leaderCharacterId": .id], optional: ["name": .nullable(.string(1...60))]))
        router.schema(
            "PartyChanges",
            .object(
                [:],
                optional: [
                    "name": .nullable(.string(1...60)), "decision": .nullable(decision),
                    "decisionSeconds": .nullable(seconds), "open": .nullable(.boolean),
                ]))
        router.schema(
            "Join",
            .object(["characterId": .id], optional: ["inviteCode": .nullable(inviteCode), "role": .nullable(wish)]))
        router.schema(
            "JoinByCode",
            .object(["inviteCode": inviteCode, "characterId": .id], optional: ["role": .nullable(wish)]))
        router.schema(
            "Joined",
            .object(["joinedAt": .time, "role": role, "partyId": .id, "characterId": .id]))
        router.schema("PartyCharacter", .object(["characterId": .id]))
        router.schema("Left", .object(["left": .boolean]))
        router.schema(
            "Invite",
            .object([
                "inviteCode": .string,
                "browserUrl": .described(.string, "Where a browser joins; a path when no public URL is configured."),
                "telegramUrl": .nullable(.string),
            ]))
        router.schema(
            "PartyEvents",
            .object([
                "items": .array(.object(["eventType": .string, "payload": .object([:])])),
                "nextBefore": .nullable(.integer),
            ]))
    }

    private static let decision = Schema.enumeration(["leader", "vote", "anyone"])
    private static let seconds = Schema.integer(15...180)
    private static let role = Schema.enumeration(["LEADER", "MEMBER", "SPECTATOR"])
    private static let wish = Schema.enumeration(["MEMBER", "SPECTATOR"])
    private static let inviteCode = Schema.described(
        .string(1...32), "8 characters of Crockford's base32; case, hyphens and spaces do not matter.")

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
