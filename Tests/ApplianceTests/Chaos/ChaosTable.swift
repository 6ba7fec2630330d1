import ApplianceTesting
import Core

/// A party of the chaos, and the run that it plays now.
final class ChaosTable: Sendable {
    static let size = 5

    let party: Int64
    private let run: Lock<String>

    struct Member: Sendable {
        enum Role: Sendable {
            case leader, player, master
        }

        let id: Int64
        let token: String
        let role: Role
    }

    /// Who sits at the table, the leader first, and at last the master, if it has one.
    let members: [Member]
    /// Whether it votes; otherwise each decides for all.
    let votes: Bool
    private let campaign: String

    /// Players who have met, and begun to play.
    ///
    /// - Parameter master: the Telegram id of a master who looks on, at a table that votes.
    init(on server: RunningServer, campaign: String, master: Int?) async throws {
        var members: [Member] = []
        var (party, code): (Int64, JSONValue) = (0, .null)
        var leader: TestPlayer?
        for seat in 0..<Self.size {
            let player = try await TestPlayer.guest(server, "Гость \(seat)")
            let id = try await player.get("/v1/me")["player"]?["id"]?.integerValue ?? 0
            let character =
                try await player.post("/v1/characters", ["name": "Вея", "archetype": "ranger"])["id"] ?? .null
            members.append(Member(id: id, token: player.token, role: leader == nil ? .leader : .player))
            if leader == nil {
                leader = player
                let made = try await player.post("/v1/parties", ["leaderCharacterId": character])
                (party, code) = (made["id"]?.integerValue ?? 0, made["inviteCode"] ?? .null)
            } else {
                _ = try await player.post("/v1/parties/join", ["inviteCode": code, "characterId": character])
            }
        }
        if let master {
            let player = try await TestPlayer.telegram(server, user: master)
            let id = try await player.get("/v1/me")["player"]?["id"]?.integerValue ?? 0
            members.append(Member(id: id, token: player.token, role: .master))
        }
        self.party = party
        self.members = members
        votes = master != nil
        self.campaign = campaign
        run = Lock("")
        if let leader { try await begin(as: leader) }
    }

    /// The next run: each member has a word in it.
    private func begin(as leader: TestPlayer) async throws {
        let body: JSONValue = [
            "campaignTemplateId": .string(campaign), "partyId": .integer(party),
            "decision": votes ? "vote" : "anyone", "decisionSeconds": 15,
        ]
        // A key for each run: when the answer is lost, the next attempt gets it.
        let key = "after-\(run.withLock { $0 })"
        let made = try await leader.post("/v1/campaign-runs", body, key: key)["id"]?.stringValue ?? ""
        run.withLock { $0 = made }
    }

    /// Where what everybody plays is told, and where everybody chats.
    var paths: (run: String, party: String) { ("/ws/run/\(run.withLock { $0 })", "/ws/party/\(party)") }

    /// Stops the run, so that no vote in it ends while its table is looked at.
    ///
    /// - Returns: what was wrong; nil also for a run that is over.
    func pause(on server: RunningServer) async throws -> String? {
        let leader = TestPlayer(client: try server.anotherClient(), token: members[0].token)
        let run = run.withLock { $0 }
        let answer = try await leader.send("POST", "/v1/campaign-runs/\(run)/action", ["actionType": "pause"])
        return answer.status == 200 || answer.json["error"] == "invalid_phase" ? nil : "\(run): \(answer.text)"
    }

    /// The run of `path` was told to be over: the leader begins another.
    ///
    /// - Returns: false when there was no answer.
    func goOn(after path: String, as leader: TestClient) async -> Bool {
        guard path == paths.run, let member = members.first else { return true }
        do {
            try await begin(as: TestPlayer(client: leader, token: member.token))
            return true
        } catch {
            return false
        }
    }
}
