import Core
import Testing

@testable import Campaigns

/// What Season 1 promises to whoever sits down to it.
@Suite("Season 1")
struct SeasonOneTests {
    private static let evenings: UInt64 = 300

    /// What leads into fights that most evenings do without.
    private static let quarrels: Set<String> = ["to_pawnshop", "slip_back", "fight", "squeeze"]

    /// Who does nothing clever wins more often than not, and can lose: `min_party` and the beasts' figures make it so.
    @Test("has fights that a party of any size can win and can lose", arguments: [1, 2, 3, 4, 5])
    func fights(party: Int) throws {
        let season = try SeasonOne(.russian)
        var won: [String: (victories: Int, all: Int)] = [:]
        for seed in 1...Self.evenings {
            for fight in try season.play(Self.names(party), seed: seed, eager: Self.quarrels).fights {
                won[fight.scene, default: (0, 0)].all += 1
                if fight.result == .victory { won[fight.scene, default: (0, 0)].victories += 1 }
            }
        }
        for (scene, count) in won.sorted(by: { $0.key < $1.key }) {
            let percent = count.victories * 100 / count.all
            print("Party of \(party), \(scene): \(percent) % of \(count.all)")
            #expect((45...90).contains(percent), "\(scene), a party of \(party): \(count)")
        }
        #expect(won.keys.sorted() == ["scn_fire", "scn_hounds", "scn_sentry"])
    }

    @Test("ends in each of its ways, and in none of them seldom")
    func endings() throws {
        let season = try SeasonOne(.russian)
        var endings: [String: Int] = [:]
        for seed in 1...Self.evenings { endings[try season.play(Self.names(3), seed: seed).ending, default: 0] += 1 }
        print("Endings: \(endings)")
        #expect(endings.keys.sorted() == ["birthday", "morning", "relief", "toll"])
        for (ending, count) in endings { #expect(count * 100 / Int(Self.evenings) >= 8, "\(ending): \(count)") }
    }

    private static func names(_ count: Int) -> [String] { (1...count).map { "№ \($0)" } }
}
