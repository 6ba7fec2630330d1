import ApplianceTesting
import Core
import Testing

/// What a role may not see is never sent to it: every operation of the contract is called as a player, so that none that is
/// added can be forgotten.
@Suite struct SecretTrafficTests {
    @Test("no canary of what is for masters is in anything that the server sends a player, and a master gets each")
    func canaries() async throws {
        let directory = try TemporaryDirectory()
        for (path, text) in CanaryPack.files { try directory.write(Array(text.utf8), to: "data/packs/canary/\(path)") }
        let server = try await RunningServer(in: directory, environment: ["MIMIC_AUTH__ADMINS": "42"])
        let master = Listener(try await TestPlayer.telegram(server), of: server)
        let player = Listener(try await TestPlayer.guest(server), of: server)
        let table = try await Table(player: player)

        // A check, a turn back, a fight to its end with a turn back into it, the end, looking around at each place.
        for step in CanaryPack.course {
            try await table.look(as: [player, master])
            try await table.take(step)
        }
        try await table.look(as: [player, master])

        // Whatever there is, with what its own example sends; what ends the session comes last.
        let operations = try await RunningServer.contract.value.operationNames.sorted { left, right in
            (left.contains("logout") ? 1 : 0, left) < (right.contains("logout") ? 1 : 0, right)
        }
        for name in operations { try await table.call(name) }
        for path in ["/", "/play", "/static/play/app.js", "/static/packs/canary/assets/hill.svg", "/nowhere"] {
            await player.hear("GET", path)
        }
        let heard = await player.heard
        for canary in CanaryPack.canaries {
            #expect(!heard.contains(canary), "a player was sent \(canary)")
            #expect(await master.heard.contains(canary), "a master was not sent \(canary)")
        }
        #expect(heard.contains(CanaryPack.openWord), "the player reads the story")
        #expect(await player.statuses.contains(403), "something is refused")
    }
}

/// Somebody of whom all is kept that the server sent.
private actor Listener {
    let player: TestPlayer
    private let server: RunningServer
    private(set) var heard = ""
    private(set) var statuses: Set<Int> = []

    init(_ player: TestPlayer, of server: RunningServer) {
        self.player = player
        self.server = server
    }

    /// A live channel with its history, up to what this listener says there itself.
    func listen(at path: String) async throws {
        let headers = ["Authorization": "Bearer \(player.token)"]
        let socket = try await TestWebSocket(server.anotherClient(), path + "?history=500", headers: headers)
        try await TestChannel(socket).send("listener.ready", [:])
        while true {
            let frame = try await socket.next()
            heard += frame.string + "\n"
            if frame.string.contains("listener.ready") || frame.opcode == TestFrame.close { return }
        }
    }

    @discardableResult
    func hear(_ method: String, _ path: String, _ body: JSONValue = [:]) async -> TestResponse? {
        let answer = try? await player.send(method, path, body)
        guard let answer else { return nil }
        statuses.insert(answer.status)
        heard += answer.headers.map { "\($0.name): \($0.value)\n" }.joined() + answer.text + "\n"
        return answer
    }
}

/// A run of the canaries' campaign, and how it is called about.
private struct Table {
    let player: Listener
    let run: String
    /// What stands for the parameters of paths and the members of bodies.
    let names: [String: JSONValue]

    init(player: Listener) async throws {
        self.player = player
        let (character, run) = try await player.player.begin("canary_tale")
        let shown = try await player.player.get("/v1/campaign-runs/\(run)")
        // Of somebody with secrets.
        let asked: JSONValue = [
            "type": "NPC_PORTRAIT", "entity_ref": ["kind": "npc", "id": "osip"], "campaignRunId": .string(run),
        ]
        let job = await player.hear("POST", "/v1/media/jobs", asked)
        self.run = run
        names = [
            "jobId": job?.json["id"] ?? .null,
            "characterId": .integer(character), "leaderCharacterId": .integer(character),
            "partyId": shown["partyId"] ?? .null, "campaignTemplateId": "canary_tale",
        ]
    }

    /// Everything that tells of the run.
    func look(as listeners: [Listener]) async throws {
        for listener in listeners {
            for part in ["", "/log?limit=200", "/events?limit=200", "/summary", "/dice"] {
                await listener.hear("GET", "/v1/campaign-runs/\(run)\(part)")
            }
        }
    }

    func take(_ step: CanaryPack.Step) async throws {
        let path = "/v1/campaign-runs/\(run)"
        let answer =
            switch step {
            case .act(let body): await player.hear("POST", "\(path)/action", body)
            case .rewind(let turn):
                await player.hear("POST", "\(path)/rewind", ["toTurn": .integer(turn), "reason": "ещё раз"])
            }
        #expect(answer?.status == 200, "\(step): \(answer?.text ?? "")")
    }

    /// `GET /v1/parties/{id}`, of what this table is about.
    func call(_ name: String) async throws {
        let words = name.split(separator: " ").map(String.init)
        let (method, pattern) = (words[0], words[1])
        if pattern.hasPrefix("/ws/") { return try await player.listen(at: path(pattern)) }
        let contract = try await RunningServer.contract.value.document
        let operation = contract["paths"]?[pattern]?[method.lowercased()]
        let example = operation?["requestBody"]?["content"]?["application/json"]?["example"]
        let answer = await player.hear(method, path(pattern), body(example ?? [:]))
        // What can be read is read: a canary behind a wrong path would sing for nobody.
        if method == "GET", !pattern.hasPrefix("/v1/admin/") {
            #expect(answer?.status == 200, "\(name): \(answer?.text ?? "no answer")")
        }
    }

    private func path(_ pattern: String) -> String {
        let id: String =
            if pattern.contains("campaign-runs") || pattern.contains("/ws/campaign") || pattern.contains("/ws/run") {
                run
            } else if pattern.contains("media") {
                names["jobId"]?.stringValue ?? ""
            } else if pattern.contains("characters") {
                names["characterId"]?.integerValue.map(String.init) ?? ""
            } else if pattern.contains("part") { names["partyId"]?.integerValue.map(String.init) ?? "" } else {
                "canary"
            }
        return pattern.replacing("{id}", with: id).replacing("{itemId}", with: "lamp")
            .replacing("{name}", with: "scene_response").replacing("{eventType}", with: "chat.message")
    }

    private func body(_ example: JSONValue) -> JSONValue {
        guard case .object(let members) = example else { return example }
        return .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, names[$0.key] ?? $0.value) }))
    }
}

/// A pack with a canary in each field that is for masters only.
private enum CanaryPack {
    enum Step {
        case act(JSONValue)
        case rewind(to: Int64)
    }

    static let openWord = "Ветер на холме"
    static let canaries = [
        "CANARY-HILL", "CANARY-LAIR", "CANARY-SOCIAL", "CANARY-END", "CANARY-OSIP-ONE", "CANARY-OSIP-TWO",
        "canary_flag", "canary_number", "canary_text", "CANARY-VALUE",
    ]

    private static func choose(_ id: String) -> Step {
        .act(["actionType": "choose", "payload": ["choiceId": .string(id)]])
    }
    private static let advance = Step.act(["actionType": "advance"])

    /// The hare has one hit point and cannot hit: the fight is over when it is hit, or left by the turns of others.
    static let course =
        [choose("try"), choose("back"), .rewind(to: 0), choose("hunt"), .act(["actionType": "defend"]), .rewind(to: 1)]
        + [.act(["actionType": "flee"]), advance, choose("talk"), choose("leave"), advance]

    static let files = [
        "pack.yaml": "id: canary\ntitle: Канарейка\n", "assets/hill.svg": "<svg/>",
        "npcs/people.yaml": """
        - id: osip
          name: Осип
          secrets: [CANARY-OSIP-ONE, CANARY-OSIP-TWO]
        """,
        "bestiary/hare.yaml": """
        - id: hare
          name: Заяц
          stats: {hp: 100, ac: 40, attack_bonus: -20, damage: 1d4, initiative: -20}
        """,
        "items/things.yaml": "- {id: lamp, name: Лампа}",
        "campaigns/canary_tale.yaml": """
        id: canary_tale
        title: Канарейка
        leader_rewind: true
        flags:
          - {key: canary_flag, type: bool}
          - {key: canary_number, type: int, default: 7}
          - {key: canary_text, type: string}
        episodes:
          - id: ep_canary
            scenes:
              - id: hill
                title: Холм
                text: Ветер на холме.
                asset_id: hill
                alt: Холм
                npcs: [osip]
                secret: CANARY-HILL
                on_enter: [{set: canary_text, to: CANARY-VALUE}]
                choices:
                  - id: try
                    label: Осмотреться
                    sticky: true
                    check: {skill: perception, dc: 10}
                    success: {text: Видно далеко., effects: [{set: canary_flag, to: true}, {add: canary_number, by: 2}]}
                    fail: {text: Туман., effects: [{add: canary_number, by: 1}]}
                  - {id: back, label: Подождать, sticky: true, effects: [{relation: osip, by: 1}, {give: lamp}]}
                  - {id: hunt, label: На охоту, goto: lair}
              - id: lair
                type: combat
                title: Нора
                text: Заяц сидит и смотрит.
                npcs: [osip]
                secret: CANARY-LAIR
                combat:
                  monsters: [{ref: hare}]
                  victory: {goto: gate}
                  defeat: {goto: gate}
                  flee: {goto: gate}
              - id: gate
                type: social
                title: Ворота
                text: Осип молчит.
                npcs: [osip]
                secret: CANARY-SOCIAL
                choices:
                  - {id: talk, label: Спросить, sticky: true, when: canary_number > 0}
                  - {id: leave, label: Уйти, goto: fin}
                  - {id: stay, label: Остаться, when: canary_number > 100, goto: fin}
              - {id: fin, type: epilogue, title: Берег, text: Сухая земля., ending: shore, secret: CANARY-END}
        """,
    ]
}
