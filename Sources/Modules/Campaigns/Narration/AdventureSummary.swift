package import Core

/// What the players get at the end of a run (http-api "Adventure summary").
package struct AdventureSummary: Equatable, Sendable {
    package struct PartySummary: Equatable, Sendable {
        package let members: [Member]
        package let finalStats: [FinalStats]
        package let deeds: [Deed]
    }

    package struct Member: Equatable, Sendable {
        package let characterId: CharacterID
        package let name: String
        package let role: MemberState.Role
    }

    package struct FinalStats: Equatable, Sendable {
        package let characterId: CharacterID
        package let level: Int
        package let xp: Int
        package let xpGained: Int
        package let hp: Int
        package let maxHp: Int
        package let statuses: [String]
        /// NPC to how far the relation to this character moved.
        package let relations: [String: Int]
        package let status: Status

        package enum Status: String, Sendable {
            case alive, dead, absent
        }
    }

    /// Something that a character did and the chronicle remembers above MICRO.
    package struct Deed: Equatable, Sendable {
        package let characterId: CharacterID?
        package let type: String
        package let importance: ChronicleEntry.Importance
        package let sceneId: String?
        package let target: String?
        /// The same in words; nil for what needs none in a list of deeds.
        package let text: String?
    }

    package struct TimelineEntry: Equatable, Sendable {
        package let sceneId: String
        package let order: Int
        package let title: String
        /// The scene's own, or what was done in it.
        package let summary: String
        package let sceneType: String
        package let phase: RunPhase
        package let outcome: Result
        package let effects: [AppliedEffect]
        package let checks: [Outcome.Check]
        package let resultFlags: ResultFlags

        package struct Result: Equatable, Sendable {
            package let result: ActionResult
            package let checks: [Outcome.Check]
        }
    }

    package struct Reward: Equatable, Sendable {
        package enum Kind: String, Sendable {
            case xp, level, item
        }

        package let characterId: CharacterID
        package let type: Kind
        /// Points of experience, levels, or pieces.
        package let amount: Int
        package var itemId: String?
        package var name: String?
    }

    /// What the world around the party will remember, whether or not it reaches canon.
    package struct LocalEffect: Equatable, Sendable {
        package let event: String
        package let importance: ChronicleEntry.Importance
        package let sceneId: String?
        package let target: String?
    }

    package let campaignRunId: String
    package let campaignTemplateId: String
    package let partyId: PartyID
    package let partySummary: PartySummary
    package let timeline: [TimelineEntry]
    package let rewards: [Reward]
    package let worldLocalEffects: [LocalEffect]
    package let narrative: String
}
