/// How hard a monster is to overcome, as the System Reference Document 5.1 counts it: 0, 1/8, 1/4, 1/2, 1...30.
package struct ChallengeRating: Sendable, Equatable {
    /// What the party shares for overcoming it.
    package let experience: Int

    /// nil for what is no rating.
    package init?(_ text: String) {
        guard let experience = Self.experience[text] else { return nil }
        self.experience = experience
    }

    private static let experience: [String: Int] = {
        let whole = [
            10, 200, 450, 700, 1_100, 1_800, 2_300, 2_900, 3_900, 5_000, 5_900, 7_200, 8_400, 10_000, 11_500, 13_000,
            15_000, 18_000, 20_000, 22_000, 25_000, 33_000, 41_000, 50_000, 62_000, 75_000, 90_000, 105_000, 120_000,
            135_000, 155_000,
        ]
        var table = ["1/8": 25, "1/4": 50, "1/2": 100]
        for (rating, experience) in whole.enumerated() { table[String(rating)] = experience }
        return table
    }()
}
