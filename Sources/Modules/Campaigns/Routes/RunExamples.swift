internal import Core

/// Values that keep to the schemas, for the OpenAPI document.
enum RunExamples {
    static let campaign: JSONValue = [
        "id": "season-1", "title": "Сезон первый", "description": "Город, в котором не наступает утро.",
        "seasonVersion": "S1-v1.0", "languages": ["ru", "en"], "coverUrl": nil, "minutes": 60,
        "players": ["min": 1, "max": 4], "tags": ["city"],
        "metadata": [
            "episodes": 3, "scenes": 24, "decision": nil, "leaderRewind": false,
            "titles": ["ru": "Сезон первый", "en": "Season one"], "palette": [],
        ],
    ]

    private static let runID = JSONValue.string("0190b2f4-7c1e-7a55-9d3b-5a1f0c2d3e4f")

    static let run: JSONValue = [
        "id": runID, "campaignTemplateId": "season-1", "partyId": 3, "status": "SCENE", "currentEpisodeId": "ep_1",
        "currentSceneId": "0190b2f4-7c20-7d01-8a77-b1c2d3e4f506", "createdAt": "2026-11-20T10:15:30.123Z",
        "finishedAt": nil, "contentHash": .string("sha256:" + String(repeating: "5f", count: 32)),
        "seedCommitment": .string(String(repeating: "c4", count: 32)), "turn": 3, "language": "ru",
        "profile": "strict", "decision": "leader", "decisionSeconds": 60, "paused": false,
        "turnDeadline": nil,
        "sync": ["channel": "run:0190b2f4-7c1e-7a55-9d3b-5a1f0c2d3e4f", "epoch": "1", "seq": 41],
        "currentScene": scene, "vote": nil,
        "party": [
            [
                "characterId": 7, "playerId": 5, "name": "Вера", "role": "MAIN", "level": 1, "hp": 11, "maxHp": 14,
                "statuses": [], "relations": ["ferryman": 2], "dead": false, "online": true,
            ]
        ],
        "flags": [:], "lastOutcome": outcome,
    ]

    private static let scene: JSONValue = [
        "id": "0190b2f4-7c20-7d01-8a77-b1c2d3e4f506", "sceneId": "scn_bridge", "episodeId": "ep_1", "sceneOrder": 4,
        "sceneType": "story", "profile": "scene.v1", "resolved": false, "resultFlags": [:],
        "generatedPayload": [
            "title": "Мост", "summary": "Доски скрипят.", "timeline": [], "sceneType": "story",
            "campaignRunId": runID, "phase": "SCENE",
            "scene": [
                "tone": "tense", "textSegments": [["id": "p1", "md": "Доски скрипят под ногами."]],
                "choices": [
                    [
                        "id": "c1", "label": "Заговорить со стражем",
                        "skillCheck": ["skill": "persuasion", "dc": 12],
                    ],
                    ["id": "c2", "label": "Перебежать"], ["id": "c3", "label": "Вернуться"],
                ],
            ],
            "freeform": ["allowed": true, "limit": 280], "combat": nil,
            "media": [
                "sceneArt": ["assetId": nil, "url": nil, "alt": "Мост", "status": "placeholder"], "portraits": [],
            ],
        ],
    ]

    private static let outcome: JSONValue = [
        "result": "success",
        "checks": [
            [
                "type": "skill", "skill": "persuasion", "characterId": 7, "roll": 14, "modifier": 2, "total": 16,
                "dc": 12, "advantage": "none", "outcome": "success", "rollNumber": 5,
            ]
        ],
        "effects": [["type": "xp", "characterId": 7, "statChanges": ["xp": 50]]], "text": "Страж отступает.",
        "lines": ["Страж отступает.", "Вера: +50 опыта."],
    ]
}
