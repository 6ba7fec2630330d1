import ApplianceTesting
import Core

/// A player of the load: does one deed after the other, of all kinds, until the connection breaks, and keeps the ledger.
struct LoadPlayer: Sendable {
    private(set) var ledger: PlayerLedger
    private var random: SeededRandom
    private let client: TestClient
    private let fuse: Fuse
    private let board: NoticeBoard
    private let port: UInt16
    private let campaigns: [String]

    /// Ends a load that nobody ends.
    private static let deedLimit = 3000

    /// What the players of one round share.
    struct World: Sendable {
        let port: UInt16
        let campaigns: [String]
        let fuse: Fuse
        let board: NoticeBoard
    }

    init(_ ledger: PlayerLedger, in world: World, random: SeededRandom) throws {
        self.ledger = ledger
        self.random = random
        client = try TestClient(port: world.port)
        (fuse, board, port, campaigns) = (world.fuse, world.board, world.port, world.campaigns)
    }

    /// Somebody new signs in, and plays.
    ///
    /// - Returns: nil when the connection broke before the server had answered.
    static func newcomer(in world: World, random: SeededRandom) async throws -> LoadPlayer? {
        let client = try TestClient(port: world.port)
        guard
            let answer = try? await client.request("POST", "/v1/auth/guest", json: ["displayName": "Гостья"]),
            let ledger = PlayerLedger(signedIn: answer.json)
        else { return nil }
        world.fuse.answered()
        return try LoadPlayer(ledger, in: world, random: random)
    }

    /// Returns when the connection broke. A deed whose answer is missing is then the ledger's `pending`.
    mutating func play() async {
        await postParty()
        for _ in 0..<Self.deedLimit {
            if random.chance(8), let receipt = ledger.receipts.randomElement(using: &random) {
                guard await repeated(receipt) else { return }
            } else {
                ledger.count += 1
                guard await done(await nextDeed()) else { return }
            }
        }
    }

    /// Whether the connection still stands.
    private mutating func done(_ deed: Deed) async -> Bool {
        ledger.pending = deed
        // Now and then the same request twice at the same time: the second must wait for the first.
        async let twin = random.chance(5) && deed.isRepeatable ? send(deed, to: try? TestClient(port: port)) : nil
        let first = await send(deed, to: client)
        let second = await twin
        guard let answer = first ?? second else { return false }
        ledger.pending = nil
        if let first, let second, first.status < 500, second.status < 500, deed.isKept(first.status),
            first.body != second.body
        {
            violate("two requests at the same time were answered differently", deed, second)
        }
        await take(answer, of: deed)
        guard first != nil, answer.header("Connection") != "close" else { return false }
        if case .signOut = deed.kind { return await comeBack() }
        return true
    }

    private func send(_ deed: Deed, to client: TestClient?) async -> TestResponse? {
        let response = try? await client?.send(deed, token: ledger.token)
        if response != nil { fuse.answered() }
        return response
    }

    private mutating func take(_ answer: TestResponse, of deed: Deed) async {
        // 503: the server is stopping, and has not done it.
        if answer.status == 503 { return }
        if answer.status >= 500 || answer.status == 401 { violate("was refused", deed, answer) }
        ledger.enter(deed, status: answer.status, body: answer.body)
        if case .makeParty = deed.kind { await postParty() }
    }

    private func postParty() async {
        if let party = ledger.party, let code = ledger.inviteCode { await board.post(party: party, code: code) }
    }

    /// Whether the connection still stands.
    private mutating func repeated(_ receipt: PlayerLedger.Receipt) async -> Bool {
        guard let answer = await send(receipt.deed, to: client) else { return false }
        if answer.status != 503, let fault = receipt.fault(of: answer) { violate(fault, receipt.deed, answer) }
        return answer.header("Connection") != "close"
    }

    /// A guest that has signed out returns with the key. Whether the connection still stands.
    private mutating func comeBack() async -> Bool {
        let body: JSONValue = ["guestKey": .string(ledger.guestKey)]
        guard let answer = try? await client.request("POST", "/v1/auth/guest/resume", json: body),
            let token = answer.json["accessToken"]?.stringValue
        else { return false }
        ledger.token = token
        return true
    }

    private mutating func violate(_ what: String, _ deed: Deed, _ answer: TestResponse) {
        ledger.violations.append("\(deed.scope) \(what): \(answer.status) \(answer.text.prefix(300))")
    }
}

extension LoadPlayer {
    private func deed(
        _ kind: Deed.Kind, _ method: String = "POST", _ path: String, _ body: JSONValue = [:]
    ) -> Deed {
        Deed(kind, method, path, body, key: method == "POST" ? "deed-\(ledger.count)" : nil)
    }

    private mutating func nextDeed() async -> Deed {
        guard ledger.leader != nil else { return makeCharacter(.leading) }
        guard let follower = ledger.follower else { return makeCharacter(.following) }
        guard let party = ledger.party else { return makeParty() }
        switch random.integer(1...100) {
        case ...12: return makeCharacter(.looks)
        case ...32: return changeLooks() ?? makeCharacter(.looks)
        case ...46: return await joinOrLeave(with: follower) ?? makeCharacter(.looks)
        case ...48: return Deed(.signOut, "POST", "/v1/auth/logout", key: nil)
        default:
            guard let run = ledger.run, let fact = ledger.runs[run] else { return begin(party) }
            return act(run, fact)
        }
    }

    private func makeCharacter(_ use: Deed.Use) -> Deed {
        deed(
            .makeCharacter(use), "POST", "/v1/characters",
            ["name": .string("Герой \(ledger.id)-\(ledger.count)"), "archetype": "ranger"])
    }

    private func makeParty() -> Deed {
        deed(
            .makeParty, "POST", "/v1/parties",
            ["leaderCharacterId": .integer(ledger.leader ?? 0), "name": .string("Отряд \(ledger.id)-\(ledger.count)")])
    }

    private mutating func begin(_ party: Int64) -> Deed {
        let campaign = campaigns.randomElement(using: &random) ?? ""
        return deed(
            .begin(party: party), "POST", "/v1/campaign-runs",
            [
                "campaignTemplateId": .string(campaign), "partyId": .integer(party),
                "decision": random.chance(30) ? "vote" : "leader",
            ])
    }

    /// Renames, dresses, retires one of the characters that are only looked at; nil when there is none.
    private mutating func changeLooks() -> Deed? {
        let active = ledger.characters.filter { $0.value.use == .looks && $0.value.status == "ACTIVE" }
        guard let id = active.keys.sorted().randomElement(using: &random), let fact = active[id] else { return nil }
        switch random.integer(1...10) {
        case ...5:
            let name = "Имя \(ledger.count)"
            return deed(.change(character: id, name: name), "PATCH", "/v1/characters/\(id)", ["name": .string(name)])
        case ...9:
            guard let item = fact.items.randomElement(using: &random) else { return nil }
            let slot = fact.slots[item].flatMap { random.chance(70) ? JSONValue.string($0) : nil } ?? .null
            return deed(.equip(character: id), "POST", "/v1/characters/\(id)/items/\(item)/equip", ["slot": slot])
        default:
            return deed(.retire(character: id), "POST", "/v1/characters/\(id)/retire")
        }
    }

    private mutating func joinOrLeave(with follower: Int64) async -> Deed? {
        let joined = ledger.memberships.filter { $0.key.character == follower && $0.value }.keys.map(\.party).sorted()
        if random.chance(50), let party = joined.randomElement(using: &random) {
            return deed(
                .leave(party: party, character: follower), "POST", "/v1/parties/\(party)/leave",
                ["characterId": .integer(follower)])
        }
        var draws = random.fork()
        guard let (party, code) = await board.party(besides: ledger.party, &draws) else { return nil }
        return deed(
            .join(party: party, character: follower), "POST", "/v1/parties/\(party)/join",
            ["characterId": .integer(follower), "inviteCode": .string(code)])
    }

    private mutating func act(_ run: String, _ fact: PlayerLedger.RunFact) -> Deed {
        let id = "action-\(ledger.count)"
        var body: [String: JSONValue] = ["actionId": .string(id)]
        if fact.turn > 0, random.chance(6) { return rewind(run, to: Int64(random.integer(0...Int(fact.turn) - 1))) }
        if fact.isPaused {
            body["actionType"] = "resume"
        } else if let fight = fact.fight, random.chance(60) {
            for (name, value) in fightingBody(fight) { body[name] = value }
        } else if let vote = fact.vote, random.chance(40) {
            body["actionType"] = random.chance(80) ? "vote" : "extend"
            body["payload"] = [
                "voteId": .string(vote), "optionId": .string(fact.choices.randomElement(using: &random) ?? "c1"),
            ]
        } else {
            switch random.integer(1...100) {
            case ...2: return deed(.abort(run: run), "POST", "/v1/campaign-runs/\(run)/abort")
            case ...6: body["actionType"] = "pause"
            case ...30:
                body["actionType"] = "freeform"
                body["payload"] = ["text": "осматриваюсь вокруг"]
            case ...60:
                body["actionType"] = "choose"
                body["payload"] = ["choiceId": .string(fact.choices.randomElement(using: &random) ?? "c1")]
            default: body["actionType"] = "advance"
            }
        }
        // The action's own id does without a key: half of them prove it.
        return Deed(
            .act(run: run, actionID: id), "POST", "/v1/campaign-runs/\(run)/action", .object(body),
            key: random.chance(50) ? "deed-\(ledger.count)" : nil)
    }

    /// One of all the turns of a fight, some of which the rules refuse.
    private mutating func fightingBody(_ fight: PlayerLedger.FightFact) -> [String: JSONValue] {
        func one(_ names: [String]) -> JSONValue { .string(names.randomElement(using: &random) ?? "nobody") }
        switch random.integer(1...100) {
        case ...50: return ["actionType": "attack", "payload": ["targetId": one(fight.foes)]]
        case ...65: return ["actionType": "move", "payload": ["zone": one(fight.zones)]]
        case ...72: return ["actionType": "defend"]
        case ...78: return ["actionType": "help", "payload": ["targetId": one(fight.allies)]]
        case ...90:
            let skill = one(["athletics", "intimidation", "perception", "survival"])
            return ["actionType": "skill", "payload": ["skill": skill, "targetId": one(fight.foes)]]
        case ...96:
            return ["actionType": "use_item", "payload": ["itemId": one(["kit_herbs", "wax-salve", "moth-dust"])]]
        default: return ["actionType": "flee"]
        }
    }

    private func rewind(_ run: String, to turn: Int64) -> Deed {
        deed(
            .rewind(run: run), "POST", "/v1/campaign-runs/\(run)/rewind",
            ["toTurn": .integer(turn), "reason": .string("Ещё раз \(ledger.count)")])
    }
}
