import Glibc
import Testing

/// The kill loop: a few rounds with everybody's tests; as many as one likes with `make kill-loop ROUNDS=50 SEED=7`.
@Suite("What was acknowledged")
struct KillLoopTests {
    @Test("is there after SIGKILL at any moment, and nothing is there by halves")
    func survivesKill() async throws {
        let rounds = Self.number("MIMIC_KILL_ROUNDS") ?? 4
        let seed = Self.number("MIMIC_KILL_SEED") ?? UInt64.random(in: 1...999_999)
        print("Kill loop: \(rounds) rounds, seed \(seed)")
        var loop = try KillLoop(seed: seed)
        for round in 1...Int(rounds) {
            print("  \(round). \(try await loop.round(round))")
            try #require(loop.violations.isEmpty, "seed \(seed), round \(round)")
        }
        try await loop.end()
        print("  \(loop.receipts) answers were repeated after the last start")
        #expect(loop.violations.isEmpty, "seed \(seed), at the end")
    }

    private static func number(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }
}
