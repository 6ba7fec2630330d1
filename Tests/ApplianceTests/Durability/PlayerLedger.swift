import Core
import Hashing

/// All that the server has acknowledged to one player, and the one request whose answer is missing.
///
/// Kept exactly: what is not in it must not be in the database either.
struct PlayerLedger: Sendable {
    let id: Int64
    let guestKey: String
    var token: String
    /// Of sessions that were acknowledged to have ended.
    var endedTokens: [String] = []
    var characters: [Int64: CharacterFact] = [:]
    /// Who leads the player's own party; nil before there is one, and after its death.
    var leader: Int64?
    /// Who joins the parties of others.
    var follower: Int64?
    /// The player's own party.
    var party: Int64?
    var inviteCode: String?
    /// Of every party that the player has made.
    var partyNames: [Int64: String] = [:]
    var memberships: [Membership: Bool] = [:]
    /// Of the player's own parties, where nobody else may act.
    var runs: [String: RunFact] = [:]
    var run: String?
    var receipts: [Receipt] = []
    var pending: Deed?
    /// Deeds so far: each has names of its own.
    var count = 0
    /// What the server did wrong while it ran.
    var violations: [String] = []

    struct CharacterFact: Equatable, Sendable {
        var name: String
        var status: String
        /// Item by slot.
        var worn: [String: String]
        /// Item to where it is worn.
        let slots: [String: String]
        var items: [String]
        let use: Deed.Use
    }

    struct Membership: Hashable, Sendable {
        let party: Int64
        let character: Int64
    }

    struct RunFact: Equatable, Sendable {
        var turn: Int64
        var status: String
        var isPaused: Bool
        /// Of its channel, in the newest answer.
        var seq: Int64
        var choices: [String]
        /// The one that is open.
        var vote: String?
        /// Of the fight that it stands in.
        var fight: FightFact?

        /// Whether the run may stand so: as was told, or as far on as no player's deed has moved it since.
        ///
        /// - Parameter unasked: the turns since that time or a vote has played, and nobody was answered for.
        func allows(turn: Int64, status: String, isPaused: Bool, unasked: Int64) -> Bool {
            if turn == self.turn { return (status, isPaused) == (self.status, self.isPaused) }
            return turn > self.turn && turn - self.turn <= unasked && !isPaused
        }

        var isFinished: Bool { status == "COMPLETED" || status == "ABORTED" }
    }

    /// Who and what can be named in a turn of a fight.
    struct FightFact: Equatable, Sendable {
        let foes: [String]
        let allies: [String]
        let zones: [String]
    }

    /// An answer that a repeat of its request must get again.
    struct Receipt: Sendable {
        let deed: Deed
        let status: Int
        let bodyHash: [UInt8]
    }

    /// A guest that has just signed in.
    ///
    /// - Returns: nil when `answer` is not that of a sign-in.
    init?(signedIn answer: JSONValue) {
        guard let id = answer["user"]?["id"]?.integerValue, let key = answer["guestKey"]?.stringValue,
            let token = answer["accessToken"]?.stringValue
        else { return nil }
        (self.id, guestKey, self.token) = (id, key, token)
    }

    /// Whether the token must be good; not while the end of a sign-out, or the return after it, is missing.
    var isSignedIn: Bool {
        if case .signOut? = pending?.kind { return false }
        return !endedTokens.contains(token)
    }

    /// Takes in the answer to a deed.
    mutating func enter(_ deed: Deed, status: Int, body: [UInt8]) {
        if deed.isKept(status) {
            receipts.append(Receipt(deed: deed, status: status, bodyHash: SHA256.hash(body)))
        }
        let answer = (try? JSON.decode(JSONValue.self, from: body)) ?? .null
        guard (200..<300).contains(status) else { return refused(deed, answer["error"]) }
        switch deed.kind {
        case .makeCharacter(let use): made(answer, use)
        case .change(let character, _), .retire(let character), .equip(let character):
            if let known = characters[character] { characters[character] = CharacterFact(answer, use: known.use) }
        case .makeParty:
            guard let id = answer["id"]?.integerValue, let leader else { return }
            party = id
            partyNames[id] = answer["name"]?.stringValue
            inviteCode = answer["inviteCode"]?.stringValue
            memberships[Membership(party: id, character: leader)] = true
        case .join(let party, let character): memberships[Membership(party: party, character: character)] = true
        case .leave(let party, let character): memberships[Membership(party: party, character: character)] = false
        case .begin, .act, .abort, .rewind: played(answer)
        case .signOut: endedTokens.append(token)
        }
    }

    private mutating func made(_ answer: JSONValue, _ use: Deed.Use) {
        guard let id = answer["id"]?.integerValue else { return }
        characters[id] = CharacterFact(answer, use: use)
        switch use {
        case .leading: leader = id
        case .following: follower = id
        case .looks: break
        }
    }

    private mutating func played(_ answer: JSONValue) {
        guard let id = answer["id"]?.stringValue, let fact = RunFact(answer) else { return }
        runs[id] = fact
        run = fact.isFinished ? nil : id
    }

    /// A party that cannot begin has lost its leader, and a follower that cannot join is dead: on with new ones.
    private mutating func refused(_ deed: Deed, _ error: JSONValue?) {
        switch deed.kind {
        case .begin where error == "forbidden", .makeParty: (leader, party) = (nil, nil)
        case .join where error == "character_not_active": follower = nil
        default: break
        }
    }
}

extension PlayerLedger.CharacterFact {
    init(_ answer: JSONValue, use: Deed.Use) {
        let inventory = answer["inventory"]?.list ?? []
        name = answer["name"]?.stringValue ?? ""
        status = answer["status"]?.stringValue ?? ""
        items = inventory.compactMap { $0["itemId"]?.stringValue }
        worn = Dictionary(
            inventory.compactMap { item in
                item["equippedSlot"]?.stringValue.map { ($0, item["itemId"]?.stringValue ?? "") }
            }, uniquingKeysWith: { _, last in last })
        slots = Dictionary(
            inventory.compactMap { item in
                item["slot"]?.stringValue.map { (item["itemId"]?.stringValue ?? "", $0) }
            }, uniquingKeysWith: { _, last in last })
        self.use = use
    }
}

extension PlayerLedger.RunFact {
    init?(_ answer: JSONValue) {
        guard let turn = answer["turn"]?.integerValue, let status = answer["status"]?.stringValue,
            let isPaused = answer["paused"]?.boolValue, let seq = answer["sync"]?["seq"]?.integerValue
        else { return nil }
        (self.turn, self.status, self.isPaused, self.seq) = (turn, status, isPaused, seq)
        vote = answer["vote"]?["id"]?.stringValue
        let payload = answer["currentScene"]?["generatedPayload"]
        choices = (payload?["scene"]?["choices"]?.list ?? []).compactMap { $0["id"]?.stringValue }
        fight = payload?["fight"].flatMap(PlayerLedger.FightFact.init)
    }
}

extension PlayerLedger.FightFact {
    init?(_ fight: JSONValue) {
        let combatants = fight["initiative"]?.list ?? []
        if combatants.isEmpty { return nil }
        let ids = { (side: JSONValue) in
            combatants.filter { $0["side"] == side && $0["standing"] == "standing" }.compactMap {
                $0["id"]?.stringValue
            }
        }
        foes = ids("monsters")
        allies = ids("party")
        zones = (fight["zones"]?.list ?? []).compactMap { $0["id"]?.stringValue }
    }
}
