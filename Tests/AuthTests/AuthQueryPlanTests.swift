import ApplianceTesting
import Core
import Storage
import Testing

@testable import Auth

@Suite struct AuthQueryPlanTests {
    @Test("finds players and sessions through indexes") func plans() async throws {
        let temporary = try TemporaryStorage(migrations: AuthSchema.migrations)
        let now = Timestamp(seconds: 1)
        let plans = try await temporary.storage.write { connection in
            let player = try PlayerStore.insert(NewPlayer(displayName: "Ann"), now: now, in: connection)
            let token = try SessionStore.open(
                family: "f", for: player.id, userAgent: nil, now: now, in: connection
            ).refreshToken
            return try connection.queryPlans {
                _ = try PlayerStore.find(telegramID: 1, in: connection)
                _ = try PlayerStore.find(guestKeyHash: [1], in: connection)
                _ = try PlayerStore.find(login: "host", in: connection)
                try PlayerStore.recordLogin(of: player.id, now: now, in: connection)
                _ = try SessionStore.rotate(token, now: now, in: connection)
                _ = try SessionStore.rotate(token, now: now, in: connection)
                try SessionStore.revoke(family: "f", now: now, in: connection)
                try SessionStore.revokeAll(of: player.id, now: now, in: connection)
                _ = try SessionStore.revokeSurplus(of: player.id, now: now, in: connection)
                _ = try SessionStore.deleteExpired(now: now, in: connection)
                _ = try AdminInvite(secret: [1], now: now).isUsed(in: connection)
            }
        }
        #expect(plans.count > 10)
        for plan in plans { #expect(plan.fullScans.isEmpty, "\(plan.sql): \(plan.steps)") }
        await temporary.storage.close()
    }
}
