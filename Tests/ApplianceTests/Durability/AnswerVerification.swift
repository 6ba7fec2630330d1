import ApplianceTesting
import Core

@testable import Storage

/// Asks a server that has started again about what was acknowledged before, over HTTP: it must not only be kept, but
/// served.
struct AnswerVerification {
    private(set) var ledger: PlayerLedger
    private let client: TestClient
    private let connection: Connection
    private var violations: [String] = []
    /// Repeats of requests of earlier rounds: all would take longer with each round.
    private static let sample = 30

    init(_ ledger: PlayerLedger, port: UInt16, _ connection: Connection) throws {
        (self.ledger, self.connection) = (ledger, connection)
        client = try TestClient(port: port)
    }

    /// - Parameters:
    ///   - happened: whether the pending deed has left a trace.
    ///   - fresh: the receipts of the last round, all of which are tried.
    /// - Returns: what is wrong.
    mutating func run(pendingHappened happened: Bool, fresh: Int, _ random: inout SeededRandom) async throws -> [String]
    {
        try await checkSessions()
        try await checkRuns()
        let old = ledger.receipts.dropLast(fresh).shuffled(using: &random).prefix(Self.sample)
        for receipt in old + ledger.receipts.suffix(fresh) {
            let answer = try await client.send(receipt.deed, token: ledger.token)
            expect(receipt.fault(of: answer) == nil, receipt.deed, answer, receipt.fault(of: answer) ?? "")
        }
        if let deed = ledger.pending { try await settle(deed, happened: happened) }
        return violations.map { "player \(ledger.id): \($0)" }
    }

    private mutating func expect(_ holds: Bool, _ deed: Deed, _ answer: TestResponse, _ what: String) {
        if !holds { violations.append("\(deed.scope) \(what): \(answer.status) \(answer.text.prefix(300))") }
    }

    private func get(_ path: String, token: String) async throws -> TestResponse {
        try await client.request("GET", path, headers: ["Authorization": "Bearer \(token)"])
    }

    private mutating func checkSessions() async throws {
        for token in ledger.endedTokens.suffix(3) where try await get("/v1/me", token: token).status != 401 {
            violations.append("a session that was signed out is alive again")
        }
        if ledger.isSignedIn {
            let me = try await get("/v1/me", token: ledger.token)
            if me.json["player"]?["id"]?.integerValue != ledger.id {
                violations.append("the session is lost: \(me.status)")
            }
        }
        let key: JSONValue = ["guestKey": .string(ledger.guestKey)]
        let resumed = try await client.request("POST", "/v1/auth/guest/resume", json: key)
        guard let token = resumed.json["accessToken"]?.stringValue else {
            violations.append("the guest key is not known any more: \(resumed.status)")
            return
        }
        ledger.token = token
    }

    private mutating func checkRuns() async throws {
        guard let id = ledger.run, let fact = ledger.runs[id] else { return }
        let run = try await get("/v1/campaign-runs/\(id)", token: ledger.token).json
        let unasked = try LedgerVerification.unaskedTurns(of: id, after: fact.turn, in: connection)
        guard let served = PlayerLedger.RunFact(run),
            fact.allows(turn: served.turn, status: served.status, isPaused: served.isPaused, unasked: unasked)
        else { return violations.append("run \(id) is served as \(run), and not \(fact)") }
        // One that is over keeps those who played it.
        if served.isFinished { return }
        func characters(_ value: JSONValue?) -> Set<Int64> {
            Set((value?.list ?? []).compactMap { $0["characterId"]?.integerValue })
        }
        let party = try await get("/v1/parties/\(run["partyId"]?.integerValue ?? 0)", token: ledger.token).json
        let (playing, members) = (characters(run["party"]), characters(party["members"]))
        // What a crash left between a party's COMMIT and its run's is healed by the start.
        if !playing.isSubset(of: members) {
            violations.append(
                "somebody who has left the party still plays in run \(id), \(served): \(playing) of \(members)")
        }
    }

    /// Sends the request whose answer got lost once more, as a client would.
    private mutating func settle(_ deed: Deed, happened: Bool) async throws {
        ledger.pending = nil
        guard deed.isRepeatable else { return }
        let answer = try await client.send(deed, token: ledger.token)
        expect(answer.status < 500, deed, answer, "was refused after the restart")
        let isReplay = answer.header("Idempotency-Replayed") == "true"
        expect(isReplay == happened, deed, answer, happened ? "was done twice" : "was answered but had not happened")
        if !happened { ledger.enter(deed, status: answer.status, body: answer.body) }
    }
}
