import ApplianceTesting
import Core
import Testing

@testable import Auth

/// What players notice when somebody sets the clock of the machine.
@Suite struct ClockJumpTests {
    @Test(
        "who is signed in goes on after a refresh when the clock is set back", arguments: [3600, 86_400, 31_536_000])
    func back(seconds: Int) async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        house.clock.jump(by: .seconds(-seconds))
        // The token is from the future: it is refused, and not taken for one that lives for another year.
        let again = try await AuthHouse(on: try await house.temporary.reopened(), clock: house.clock)
        #expect(try await again.probe(ann.token).status == 401)
        let refreshed = try await again.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)])
        #expect(refreshed.status == 200)
        #expect(try await again.probe(AuthHouse.SignedIn(refreshed).token).status == 200)
        await again.stop()
    }

    @Test("who is signed in goes on after a refresh when the clock is set forwards", arguments: [3600, 86_400])
    func forwards(seconds: Int) async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        house.clock.jump(by: .seconds(seconds))
        #expect(try await house.probe(ann.token).status == 401)
        let refreshed = try await house.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)])
        #expect(try await house.probe(AuthHouse.SignedIn(refreshed).token).status == 200)
        await house.stop()
    }

    @Test("a year forwards ends the sessions like a year that passed; set right again, they are as before")
    func yearThereAndBack() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        house.clock.jump(by: .seconds(365 * 86_400))
        #expect(try await house.probe(ann.token).status == 401)
        #expect(
            try await house.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)]).status == 401)
        house.clock.jump(by: .seconds(-365 * 86_400))
        #expect(try await house.probe(ann.token).status == 200)
        await house.stop()
    }

    @Test("an answer is repeated for its key whenever the clock was set back, and for a day forwards")
    func idempotency() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        func repeated() async throws -> Bool {
            let refreshed = try await house.post("/v1/auth/guest/resume", ["guestKey": .string(ann.guestKey ?? "")])
            let answer = try await house.post(
                "/count/a", token: AuthHouse.SignedIn(refreshed).token, headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 201)
            return answer.header("Idempotency-Replayed") == "true"
        }
        #expect(try await !repeated())
        house.clock.jump(by: .seconds(-365 * 86_400))
        #expect(try await repeated())
        house.clock.jump(by: .seconds(365 * 86_400 + 86_399))
        #expect(try await repeated())
        house.clock.jump(by: .seconds(1))
        #expect(try await !repeated())
        await house.stop()
    }
}
