internal import ContentPacks
internal import Core
internal import Network

/// The JSON of a run that is played, for the OpenAPI document.
enum RunSchemas {
    static let phase = Schema.enumeration(RunPhase.allCases.map(\.rawValue))

    @LoopActor static func add(to router: Router) {
        for part in GenerationSchema.allCases { router.schema(part.component, part.schema) }
        router.schema("CampaignRun", run, example: RunExamples.run)
        router.schema("ActionConflict", conflict)
        router.schema("SceneState", scene)
        router.schema("GeneratedPayload", payload)
        router.schema("Fight", fight)
        router.schema("Combatant", combatant)
        router.schema("SceneArt", art)
        router.schema("Vote", vote)
        router.schema("VoteOption", voteOption)
        router.schema("RunItem", item)
        router.schema("RunMember", member)
        router.schema("ActionOutcome", outcome)
        router.schema("CheckOutcome", check)
        router.schema("AppliedEffect", effect)
        router.schema("ResultFlags", resultFlags)
    }

    private static let run = Schema.object([
        "id": .string, "campaignTemplateId": .string, "partyId": .id, "status": phase,
        "currentEpisodeId": .string, "currentSceneId": .string, "createdAt": .time, "finishedAt": .nullable(.time),
        "contentHash": .string(pattern: "^sha256:[0-9a-f]{64}$"), "seedCommitment": .string(64...64),
        "turn": .integer(0...Int64.max), "language": CampaignSchemas.language,
        "profile": .enumeration(RunProfile.allCases.map(\.rawValue)),
        "decision": .enumeration(RunDecision.allCases.map(\.rawValue)), "decisionSeconds": .integer(15...180),
        "paused": .boolean,
        "turnDeadline": .nullable(
            .described(.time, "In a fight: when the turn of a player whom others wait for is played as defend.")),
        "sync": .object(["channel": .string, "epoch": .string, "seq": .integer(0...Int64.max)]),
        "currentScene": .reference("SceneState"), "vote": .nullable(.reference("Vote")),
        "party": .array(.reference("RunMember")),
        "flags": .described(.object([:]), "Those that players may see."),
        "lastOutcome": .nullable(.reference("ActionOutcome")),
    ])

    /// Error, and with `stale_scene` the run as it stands.
    private static let conflict = Schema.object(
        ["code": .integer(409...409), "error": .string, "message": .string, "traceId": .string],
        optional: ["run": .described(.reference("CampaignRun"), "Of stale_scene: the run as it stands.")])

    private static let scene = Schema.object(
        sceneMembers,
        optional: [
            "secret": .described(.string, "The author's word to masters."),
            "npcSecrets": .described(
                .array(.object(["npcId": .string, "secrets": .array(.string)])),
                "The same about those who are in the scene."),
        ])

    /// What the current scene and a scene in the log have in common.
    static let sceneMembers: KeyValuePairs<String, Schema> = [
        "id": .described(.string, "Of the scene state, new for each visit."), "sceneId": .string, "episodeId": .string,
        "sceneOrder": .integer(1...Int64.max), "sceneType": .enumeration(SceneType.allCases.map(\.rawValue)),
        "profile": .enumeration(["scene.v1", "combat.v1", "social.v1", "epilogue.v1"]), "resolved": .boolean,
        "resultFlags": .described(.reference("ResultFlags"), "Empty until the scene is resolved."),
        "generatedPayload": .reference("GeneratedPayload"),
    ]

    private static let payload = Schema.object(
        [
            "title": .string, "summary": .string, "timeline": .array(.string),
            "sceneType": .enumeration(SceneType.allCases.map(\.rawValue)), "campaignRunId": .string, "phase": phase,
            "scene": .reference(GenerationSchema.scene.component),
            "freeform": .object(["allowed": .boolean, "limit": .integer(0...280)]),
            "combat": .nullable(.reference(GenerationSchema.combat.component)),
            "media": .object([
                "sceneArt": .reference("SceneArt"),
                "portraits": .array(.object(["npcId": .string, "name": .string, "art": .reference("SceneArt")])),
            ]),
        ],
        optional: [
            "fight": .described(.reference("Fight"), "Of a combat that is fought in rounds."),
            "social": .reference(GenerationSchema.social.component),
            "epilogue": .reference(GenerationSchema.epilogue.component),
        ])

    private static let fight = Schema.object([
        "round": .integer(1...Int64(Fight.longest)), "roundsLimit": .integer(1...Int64(Fight.longest)),
        "turn": .nullable(.described(.string, "The combatant on turn; null when the fight has an end.")),
        "isFresh": .described(.boolean, "Nobody has acted in it yet: a run can be taken back to here."),
        "hasMoved": .boolean, "canFlee": .boolean,
        "end": .nullable(.enumeration(FightEnd.allCases.map(\.rawValue))),
        "zones": .array(.object(["id": .string, "name": .string]), minimum: 1),
        "skills": .described(
            .array(
                .object([
                    "effect": .enumeration(FightSkill.uses.map(\.effect)),
                    "target": .enumeration(["foe", "ally", "self"]), "skills": .array(.string),
                ])), "What each skill does in a fight, and on whom."),
        "initiative": .described(.array(.reference("Combatant"), minimum: 1), "In the order of their turns."),
    ])

    private static let combatant = Schema.object([
        "id": .described(.string, "The targetId of actions."), "name": .string,
        "side": .enumeration(["party", "monsters"]), "characterId": .nullable(.id), "monsterId": .nullable(.string),
        "initiative": .integer, "hp": .integer(0...Int64.max), "maxHp": .integer(1...Int64.max), "zone": .string,
        "statuses": .array(.string), "standing": .enumeration(["standing", "out", "fled", "surrendered"]),
        "defending": .boolean,
    ])

    private static let vote = Schema.object([
        "id": .described(.string, "The voteId of actions; of the scene state that it is over."),
        "deadline": .described(.time, "In a pause, as it was before; the time that was left goes on afterwards."),
        "extended": .described(.boolean, "Whether it has had its one extension."),
        "options": .array(.reference("VoteOption"), minimum: 1),
        "mine": .described(.nullable(.string), "The option that the reader is for."),
        "cast": .integer(0...Int64.max), "of": .described(.integer(0...Int64.max), "How many may vote."),
    ])

    private static let voteOption = Schema.object([
        "id": .string, "label": .string, "votes": .integer(0...Int64.max),
        "by": .described(.array(.id), "Players who are for it."),
    ])

    private static let art = Schema.object(
        [
            "assetId": .nullable(.string),
            "url": .described(
                .nullable(.string), "Of a pending picture: 202 until it is made, and the picture from then on."),
            "alt": .string, "status": .enumeration(["ready", "pending", "placeholder"]),
        ],
        optional: [
            "entityRef": .described(
                .object(["kind": .enumeration(["scene", "location", "npc"]), "id": .string]),
                "Of a pending picture: as media.job.done names it, which tells that it is there.")
        ])

    /// An InventoryItem, with what it is in the run.
    private static let item = Schema.object([
        "itemId": .string, "name": .string, "rarity": .enumeration(Item.Rarity.allCases.map(\.rawValue)),
        "quantity": .integer(1...Int64.max), "equippedSlot": .nullable(.string), "slot": .nullable(.string),
        "needsAttunement": .boolean, "attuned": .boolean, "charges": .nullable(.integer(1...Int64.max)),
        "soulbound": .boolean, "tradeable": .boolean, "works": .boolean,
        "chargesLeft": .described(.nullable(.integer(1...Int64.max)), "Uses left in the piece in hand."),
        "use": .described(.nullable(.string), "What it does when it is used in a fight, as a sentence."),
        "notes": .array(.string),
    ])

    private static let member = Schema.object(
        [
            "characterId": .id, "playerId": .id, "name": .string,
            "role": .enumeration(["MAIN", "GUEST", "NPC_CONTROLLED"]),
            "level": .integer(1...20), "hp": .integer, "maxHp": .integer, "statuses": .array(.string),
            "relations": .described(.map(.integer), "NPC to how it stands to this character."), "dead": .boolean,
            "online": .boolean,
        ],
        optional: [
            "items": .described(
                .array(.reference("RunItem")),
                "Of the reader's own characters: what the campaign knows of what they carry."),
            "bonuses": .described(
                .map(.integer), "Of the reader's own characters: what it adds to checks, by skill and ability key."),
        ])

    private static let outcome = Schema.object(
        [
            "result": .enumeration(ActionResult.allCases.map(\.rawValue)),
            "checks": .array(.reference("CheckOutcome")), "effects": .array(.reference("AppliedEffect")),
            "text": .string,
            "lines": .described(.array(.string), "The same in sentences of the run's language."),
        ],
        optional: ["log": .described(.array(.string), "Of a fight: what happened, in sentences.")])

    private static let check = Schema.object([
        "type": .enumeration(["skill", "ability"]), "skill": .string, "characterId": .id, "roll": .integer(1...20),
        "modifier": .integer, "total": .integer, "dc": .integer,
        "advantage": .enumeration(["advantage", "disadvantage", "none"]),
        "outcome": .enumeration(CheckOutcome.allCases.map(\.rawValue)), "rollNumber": .integer(0...Int64.max),
    ])

    private static let effect = Schema.object(
        [
            "type": .enumeration([
                "hp", "status", "clear", "xp", "level", "item", "relation", "flag", "alarm", "event", "art", "detour",
                "ending",
            ])
        ],
        optional: [
            "characterId": .id, "npcId": .string, "hpDelta": .integer, "relationDelta": .integer,
            "statChanges": .map(.integer), "flag": .string, "value": .any, "itemId": .string, "count": .integer,
            "status": .string, "turns": .integer, "event": .string, "target": .string, "sceneId": .string,
            "ending": .string,
        ])

    private static let resultFlags = Schema.object(
        [:],
        optional: [
            "outcome": .enumeration(ActionResult.allCases.map(\.rawValue)), "phase": phase,
            "effects": .array(.reference("AppliedEffect")),
        ])
}
