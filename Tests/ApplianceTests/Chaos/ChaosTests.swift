import Glibc
import Testing

/// The chaos: a short one with everybody's tests; as long as one likes with `make chaos MINUTES=10 ROUNDS=20 SEED=7`.
@Suite("The live channel in chaos")
struct ChaosTests {
    @Test("shows every client exactly the table, whatever breaks, and loses nothing that was acknowledged")
    func equalsTheTable() async throws {
        let seed = Self.number("MIMIC_CHAOS_SEED") ?? UInt64.random(in: 1...999_999)
        let kills = Self.number("MIMIC_CHAOS_ROUNDS") ?? 2
        let minutes = Self.number("MIMIC_CHAOS_MINUTES")
        print("Chaos: \(kills) kills, seed \(seed)")
        let end: Chaos.End =
            minutes.map { .afterTime(.seconds(Double($0) * 60 / Double(kills + 1))) }
            ?? .after(acknowledgements: 300...1200)
        var chaos = try Chaos(seed: seed)
        print("  \(try await chaos.run(parties: 40, kills: Int(kills), end: end))")
        #expect(chaos.violations.prefix(20).isEmpty, "seed \(seed), \(chaos.violations.count) in all")
    }

    private static func number(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }
}
