internal import Network
package import PartySync

/// What the party's channel hears of `PartyAnnouncement`, for the contract of channels.
extension PartySchemas {
    static let events: [EventKind] = [
        .stored("party.join", on: .party, "Somebody is a member now.", eventMember),
        .stored(
            "party.leave", on: .party, "Somebody is no member any more.",
            .object(["characterId": .id, "playerId": .id, "reason": .enumeration(["left", "kicked"])])),
        .stored(
            "party.state", on: .party, "The party as it is now.",
            .object([
                "id": .id, "name": .nullable(.string(1...60)), "leaderCharacterId": .id,
                "activeCampaignRunId": .nullable(.string), "createdAt": .time, "decision": decision,
                "decisionSeconds": seconds, "open": .boolean, "members": .array(eventMember),
            ])),
    ]

    /// PartyMember, but for who is online, of which presence.update tells.
    private static let eventMember = Schema.object([
        "characterId": .id, "playerId": .id, "displayName": .string, "characterName": .string, "role": role,
        "joinedAt": .time,
    ])
}

extension PartiesModule {
    /// The events that it tells on channels.
    package nonisolated static var events: [EventKind] { PartySchemas.events }
}
