import ApplianceTesting
import Auth
import Core
import Storage
import Testing

@testable import Characters
@testable import Parties

/// No query on a growing table reads all of it: each index of Auth, Characters and Parties is there for one of these.
@Suite struct QueryPlanTests {
    @Test("reads players, characters and parties through indexes") func plans() async throws {
        let house = try await PartyHouse()
        let plans = try await house.temporary.storage.read { connection in
            let (player, character, party) = (
                PlayerID(rawValue: 1), CharacterID(rawValue: 1), PartyID(rawValue: 1)
            )
            return try connection.queryPlans {
                _ = try PlayerStore.find(player, in: connection)
                _ = try PlayerStore.language(of: player, in: connection)
                _ = try CharacterStore.find(character, in: connection)
                _ = try CharacterStore.active(of: player, in: connection)
                _ = try CharacterStore.countActive(of: player, in: connection)
                _ = try CharacterStore.sheet(of: character, in: connection) { _ in }
                try CharacterStore.forEachSheet(of: player, limit: 50, in: connection) { _ in }
                _ = try CharacterItemStore.all(of: character, in: connection)
                var json = JSONWriter()
                try CharacterItemStore.write(of: character, to: &json, language: .russian, in: connection)
                _ = try CharacterEventStore.page(of: character, limit: 50, in: connection)
                _ = try CharacterEventStore.all(ofRun: "r", by: [character], in: connection)
                _ = try PartyStore.find(party, in: connection)
                _ = try PartyStore.find(inviteCode: "ABCDEFGH", in: connection)
                _ = try PartyStore.members(of: party, in: connection)
                _ = try PartyStore.parties(of: player, before: nil, limit: 50, in: connection)
                _ = try PartyStore.isMember(player, of: party, in: connection)
                _ = try PartyStore.shareParty(player, character, in: connection)
                _ = try PartyStore.leftFreely(player, party, in: connection)
            }
        }
        #expect(plans.count == 19)
        for plan in plans { #expect(plan.fullScans.isEmpty, "\(plan.sql): \(plan.steps)") }
        await house.stop()
    }
}
