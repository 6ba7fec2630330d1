import ApplianceTesting
import Core

/// A party of the chaos, and the run that it plays now.
final class ChaosTable: Sendable {
    static let size = 5

    let party: Int64
    private let run: Lock<String>

    /// Who sits at the table, the leader first.
    struct Member: Sendable {
        let id: Int64
        let token: String
    }

    let members: [Member]
    private let campaign: String

    /// Players who have met, and begun to play.
    init(on server: RunningServer, campaign: String) async throws {
        var members: [Member] = []
        var (party, code): (Int64, JSONValue) = (0, .null)
        var leader: TestPlayer?
        for seat in 0..<Self.size {
            let player = try await TestPlayer.guest(server, "Гость \(seat)")
            let id = try await player.get("/v1/me")["player"]?["id"]?.integerValue ?? 0
            let character =
                try await player.post("/v1/characters", ["name": "Вея", "archetype": "ranger"])["id"] ?? .null
            members.append(Member(id: id, token: player.token))
            if leader == nil {
                leader = player
                let made = try await player.post("/v1/parties", ["leaderCharacterId": character])
                (party, code) = (made["id"]?.integerValue ?? 0, made["inviteCode"] ?? .null)
            } else {
                _ = try await player.post("/v1/parties/join", ["inviteCode": code, "characterId": character])
            }
        }
        self.party = party
        self.members = members
        self.campaign = campaign
        run = Lock("")
        if let leader { try await begin(as: leader) }
    }

    /// The next run: each member may act in it.
    private func begin(as leader: TestPlayer) async throws {
        let body: JSONValue = [
            "campaignTemplateId": .string(campaign), "partyId": .integer(party), "decision": "anyone",
        ]
        // A key for each run: when the answer is lost, the next attempt gets it.
        let key = "after-\(run.withLock { $0 })"
        let made = try await leader.post("/v1/campaign-runs", body, key: key)["id"]?.stringValue ?? ""
        run.withLock { $0 = made }
    }

    /// Where what everybody plays is told, and where everybody chats.
    var paths: (run: String, party: String) { ("/ws/run/\(run.withLock { $0 })", "/ws/party/\(party)") }

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
