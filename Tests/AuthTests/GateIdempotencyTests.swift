import ApplianceTesting
import Core
import Storage
import Testing

@testable import Auth

@Suite struct GateIdempotencyTests {
    private func count(
        _ house: AuthHouse, _ token: String, key: String?, _ body: JSONValue = [:], path: String = "/count/a"
    ) async throws -> TestResponse {
        try await house.post(path, body, token: token, headers: key.map { ["Idempotency-Key": $0] } ?? [:])
    }

    @Test("repeats the first answer of a key") func replay() async throws {
        let house = try await AuthHouse()
        let token = try await house.guest().token
        let first = try await count(house, token, key: "k1")
        #expect(first.status == 201 && first.json["count"] == 1 && first.header("Idempotency-Replayed") == nil)
        let second = try await count(house, token, key: "k1")
        #expect(second.status == 201 && second.body == first.body)
        #expect(second.header("Idempotency-Replayed") == "true")
        #expect(try await count(house, token, key: "k2").json["count"] == 2)
        #expect(try await count(house, token, key: nil).json["count"] == 3)
        await house.stop()
    }

    @Test("a full queue of writes is 503 with Retry-After, is not kept for the key, and passes")
    func queueFull() async throws {
        let temporary = try TemporaryStorage(migrations: AuthSchema.migrations) { $0.queueLimit = 1 }
        let house = try await AuthHouse(on: temporary)
        let token = try await house.guest().token
        let barrier = Barrier()
        async let held: Void = temporary.storage.write { _ in barrier.wait() }
        await barrier.reached()
        async let waiting: Void = temporary.storage.write { _ in }
        while temporary.storage.writeQueueDepth < 1 { await Task.yield() }
        let refused = try await count(house, token, key: "k")
        #expect(refused.status == 503 && refused.json["error"] == "busy")
        #expect(refused.header("Retry-After") == "1")
        #expect(try await house.probe(token).status == 200)
        barrier.open()
        _ = try await (held, waiting)
        let taken = try await count(house, token, key: "k")
        #expect(taken.status == 201 && taken.json["count"] == 1 && taken.header("Idempotency-Replayed") == nil)
        await house.stop()
    }

    @Test("a disk that fills up is 507 over HTTP, is not kept for the key, and passes")
    func fullDisk() async throws {
        let directory = try TemporaryDirectory()
        let disk = FaultyDisk(folder: directory.path)
        let house = try await AuthHouse(on: try TemporaryStorage(migrations: AuthSchema.migrations, in: directory))
        let token = try await house.guest().token
        disk.limit(to: 0)
        let refused = try await count(house, token, key: "k")
        #expect(refused.status == 507 && refused.json["error"] == "disk_full")
        #expect(try await house.probe(token).status == 200)
        #expect(try await house.post("/v1/auth/guest", ["displayName": "Bob"]).status == 507)
        disk.heal()
        let taken = try await count(house, token, key: "k")
        #expect(taken.status == 201 && taken.json["count"] == 1 && taken.header("Idempotency-Replayed") == nil)
        #expect(try await house.guest("Bob").playerID == 2)
        await house.stop()
    }

    @Test("keeps players, paths and bodies apart") func scope() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest("Ann").token
        let bob = try await house.guest("Bob").token
        #expect(try await count(house, ann, key: "k").json["count"] == 1)
        #expect(try await count(house, bob, key: "k").json["count"] == 1)
        #expect(try await count(house, ann, key: "k", path: "/count/b").json["count"] == 1)
        let conflict = try await count(house, ann, key: "k", ["other": true])
        #expect(conflict.status == 409 && conflict.json["error"] == "idempotency_conflict")
        await house.stop()
    }

    @Test("repeats a refusal that would be the same, and undoes what came before it", arguments: [400, 403, 404, 409])
    func refusal(status: Int) async throws {
        let house = try await AuthHouse()
        let token = try await house.guest().token
        let body: JSONValue = ["refuse": .integer(Int64(status))]
        let first = try await count(house, token, key: "k", body)
        let second = try await count(house, token, key: "k", body)
        #expect(first.status == status && second.status == status && first.body == second.body)
        #expect(second.header("Idempotency-Replayed") == "true")
        #expect(try await count(house, token, key: nil).json["count"] == 1)
        await house.stop()
    }

    @Test("repeats what was refused before the write", arguments: [#"{"refuse":"x"}"#, "[1]", "{"])
    func unreadable(body: String) async throws {
        let house = try await AuthHouse()
        let token = try await house.guest().token
        let headers = ["Authorization": "Bearer \(token)", "Idempotency-Key": "k"]
        let first = try await house.client.request("POST", "/count/a", headers: headers, body: body)
        let second = try await house.client.request("POST", "/count/a", headers: headers, body: body)
        #expect(first.status == second.status && first.body == second.body && (400...422).contains(first.status))
        #expect(second.header("Idempotency-Replayed") == "true")
        #expect(try await count(house, token, key: "k").status == 409)
        await house.stop()
    }

    @Test("does not repeat what may go better next time", arguments: [429, 500, 503])
    func transient(status: Int) async throws {
        let house = try await AuthHouse()
        let token = try await house.guest().token
        let body: JSONValue = ["refuse": .integer(Int64(status))]
        #expect(try await count(house, token, key: "k", body).status == status)
        let second = try await count(house, token, key: "k", body)
        #expect(second.status == status && second.header("Idempotency-Replayed") == nil)
        await house.stop()
    }

    @Test("authorises before it repeats") func authorisation() async throws {
        let house = try await AuthHouse()
        let token = try await house.guest().token
        _ = try await count(house, token, key: "k")
        _ = try await house.post("/v1/auth/logout", token: token)
        #expect(try await count(house, token, key: "k").status == 401)
        await house.stop()
    }

    @Test("refuses a key that is none", arguments: [String(repeating: "k", count: 65), "with space", "ключ"])
    func badKey(key: String) async throws {
        let house = try await AuthHouse()
        let response = try await count(house, try await house.guest().token, key: key)
        #expect(response.status == 400 && response.json["error"] == "invalid_idempotency_key")
        await house.stop()
    }

    @Test("forgets after a day, and not over a restart") func lifetime() async throws {
        let house = try await AuthHouse { $0.tokenLifetime = 3600 }
        let ann = try await house.guest()
        _ = try await count(house, ann.token, key: "k")
        let again = try await AuthHouse(on: try await house.temporary.reopened(), clock: house.clock)
        #expect(try await count(again, ann.token, key: "k").header("Idempotency-Replayed") == "true")
        again.clock.advance(by: .seconds(86400))
        let next = AuthHouse.SignedIn(
            try await again.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)]))
        #expect(try await count(again, next.token, key: "k").header("Idempotency-Replayed") == nil)
        await again.stop()
    }

    @Test("gives concurrent duplicates one answer") func concurrent() async throws {
        let house = try await AuthHouse()
        let token = try await house.guest().token
        let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 1...8 {
                let client = try house.newClient()
                group.addTask {
                    try await client.request(
                        "POST", "/count/a", headers: ["Authorization": "Bearer \(token)", "Idempotency-Key": "k"],
                        json: [:]
                    ).body
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(bodies == [Array(#"{"count":1}"#.utf8)])
        await house.stop()
    }
}
