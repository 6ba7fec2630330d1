import ApplianceTesting
import Core
import Testing

/// `GET /v1/parties/{id}/invite/qr` of the real binary.
@Suite("Invitations for cameras")
struct InvitationTests {
    @Test("draws the link by which the member came, and for members only")
    func drawing() async throws {
        let server = try await RunningServer()
        let leader = try await TestPlayer.guest(server, "Вера")
        let stranger = try await TestPlayer.guest(server, "Борис")
        let mine = try await leader.post("/v1/characters", ["name": "Вея", "archetype": "warrior"])["id"] ?? .null
        let party = try await leader.post("/v1/parties", ["leaderCharacterId": mine])
        let id = try #require(party["id"]?.integerValue)
        let code = try #require(party["inviteCode"]?.stringValue)

        let qr = try await leader.get("/v1/parties/\(id)/invite/qr")
        #expect(qr["url"]?.stringValue == "http://127.0.0.1:\(server.port)/play?invite=\(code)")
        // Version n has 17 + 4n modules a side.
        let size = try #require(qr["size"]?.integerValue)
        #expect((size - 17) % 4 == 0)
        let rows = try #require(qr["path"]?.stringValue).split(separator: "M")
        // The finder patterns of the corners.
        #expect(rows.first == "0 0h7v1H0z")
        #expect(rows.contains("\(size - 7) 0h7v1H\(size - 7)z"))
        #expect(rows.contains { $0.hasPrefix("0 \(size - 1)h7v1") })

        #expect(try await status(stranger, "/v1/parties/\(id)/invite/qr") == 403)
        #expect(try await status(leader, "/v1/parties/99/invite/qr") == 404)
    }

    private func status(_ player: TestPlayer, _ path: String) async throws -> Int {
        try await player.client.request("GET", path, headers: ["Authorization": "Bearer \(player.token)"]).status
    }
}
