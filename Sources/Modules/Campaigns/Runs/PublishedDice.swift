internal import Core
internal import Hashing

/// The seed and every roll of a finished run: with `mimic-dice-1` (campaign-engine "Dice that can be checked") anybody
/// can recompute each face and compare the seed's hash with what was shown before the first roll.
struct PublishedDice {
    let facts: RunFacts
    let rolls: [StoredRoll]

    var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("algorithm", "mimic-dice-1")
            $0.member("seed", Hex.encode(facts.seed))
            $0.member("seedCommitment", facts.seedCommitment)
            $0.key("rolls")
            $0.array { list in
                for roll in rolls { list.object { roll.writeMembers(to: &$0) } }
            }
        }
        return json.bytes
    }
}
