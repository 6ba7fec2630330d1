internal import Core
internal import Network

/// What is said on every channel, whoever plays there.
extension EventKind {
    static let ofChannels: [EventKind] = ofClients + ofServer

    private static let ofClients: [EventKind] = [
        .stored(
            ClientEvent.chat.rawValue, on: .both, "Chat. A whisper reaches its two ends and the masters.",
            ChatMessage.schema
        ).sent(ChatMessage.schema),
        .passing(
            ClientEvent.typing.rawValue, on: .both, "Somebody types, or does so no more; at most once a second.", sign
        ).sent(SignMessage.schema),
        .passing(
            ClientEvent.ready.rawValue, on: .both, "Somebody is ready, or not any more; at most once a second.", sign
        ).sent(SignMessage.schema),
        .stored(
            ClientEvent.action.rawValue, on: .run, "A player acts: what came of it is told behind it.",
            .object(["action": action, "runId": .string, "sceneId": .string])
        ).sent(ActionMessage.schema),
        EventKind(type: ClientEvent.vote.rawValue, place: .run, about: "The same as the action vote.")
            .sent(VoteMessage.schema),
        EventKind(
            type: ClientEvent.xCard.rawValue, place: .run,
            about: "Pauses the run for all. Nobody hears who asked, and it is stored nowhere."
        ).sent(.object([:])),
        EventKind(
            type: "custom", place: .both,
            about: "Any other name that is not the server's is stored and passed on as it is.",
            sent: ClientMessage.schema, heard: heard(EventTypeRule().schema, .object([:]), isStored: true)),
    ]

    private static let action = Schema.described(
        .object([:]), "The body of POST /v1/campaign-runs/{id}/action, as it was taken.")

    /// A sign as it is told: whose it is stands in it.
    private static let sign = Schema.object(["characterId": .nullable(.id), "playerId": .id, "on": .boolean])

    private static let ofServer: [EventKind] = [
        .passing(
            "system.hello", on: .both, "The first message: where the channel stands, who one is and who is here.", hello
        ),
        .passing(
            "system.error", on: .both, "What this client sent was not done.",
            .object(
                ["code": .string, "message": .string, "actionId": .nullable(.string)],
                optional: [
                    "details": .array(.object(["field": .string, "problem": .string])),
                    "run": .described(.object([:]), "Of stale_scene: the run as it stands."),
                ])),
        EventKind(
            type: "system.skip", place: .both,
            about: "In place of an event that this client may not see, so that the numbering has no hole.",
            heard: .object(["eventType": .enumeration(["system.skip"]), "seq": .integer(1...Int64.max)], open: false)),
        .passing(
            "system.notice", on: .both, "The server stops, and will be back.",
            .object(["reason": .enumeration(["restart"]), "seconds": .integer(0...Int64.max)])),
        .passing(
            "presence.update", on: .both, "A player came, or went.",
            .object(["characterId": .nullable(.id), "playerId": .id, "online": .boolean, "lastSeen": .time])),
    ]

    private static let hello = Schema.object([
        "epoch": .described(.string, "With since, for coming back: see the channel's query."),
        "seq": .described(.integer(0...Int64.max), "Of the newest event."),
        "oldestSeq": .integer(1...Int64.max),
        "recovered": .described(.boolean, "false: some of what was missed is gone, load anew by HTTP."),
        "you": .object([
            "characterId": .nullable(.id), "role": .enumeration(Admission.Role.allCases.map(\.rawValue)),
        ]),
        "members": .array(
            .object([
                "characterId": .id, "playerId": .id, "displayName": .string, "online": .boolean, "typing": .boolean,
                "ready": .boolean,
            ])),
        "run": .described(
            .nullable(
                .object([
                    "id": .string, "status": .string, "currentSceneId": .string, "sceneOrder": .integer(1...Int64.max),
                    "turn": .integer(0...Int64.max),
                ])), "Null on a party's channel."),
        "vote": .described(.nullable(.object([:])), "The open vote, as the run shows it."),
        "limits": .object([
            "maxMessageBytes": .integer(1...Int64.max),
            "messagesPerSecond": .described(.nullable(.integer(1...Int64.max)), "Null: as many as one likes."),
        ]),
        "heartbeatSeconds": .described(.integer(1...Int64.max), "So often the server pings."),
    ])
}
